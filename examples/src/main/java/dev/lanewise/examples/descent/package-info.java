/// Functions of two numbers whose gradients the compiler works out, and paths that follow them.
///
/// The learning rates of "Deep Learning from Scratch", section 4.4.1, and a picture of where they lead.
package dev.lanewise.examples.descent;
