/// JSON text, read strictly and written for people to read. Weight files and reports use it.
package dev.lanewise.json;
