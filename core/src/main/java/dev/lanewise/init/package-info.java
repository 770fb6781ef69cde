/// How weights start, and the stream of random numbers that they and the data package draw from. Users name an
/// initializer in [dev.lanewise.init.Init]; generated models call it when they are created.
package dev.lanewise.init;
