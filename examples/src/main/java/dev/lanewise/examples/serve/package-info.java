/// A trained network behind HTTP: trained, saved, loaded, and asked by real requests.
package dev.lanewise.examples.serve;
