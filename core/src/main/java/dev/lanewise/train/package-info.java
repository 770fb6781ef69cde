/// Training: the loop over mini-batches, what it reports while it runs, and what it leaves behind.
/// Users start it from `Trainer`; it uses models, data sets and optimizers and knows nothing of how they are made.
package dev.lanewise.train;
