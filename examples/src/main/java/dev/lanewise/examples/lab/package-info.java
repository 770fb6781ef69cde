/// The laboratory: every search for a learning rate beside the others, and what its rate is worth.
package dev.lanewise.examples.lab;
