/// Folders of images as data sets and as sources, through the image reader of the JDK. The only package that needs the
/// module `java.desktop`.
package dev.lanewise.images;
