/// The search for a learning rate: short trial runs from the same start, judged and explained.
/// Users run it before they train; it uses the trainer on copies of their model.
package dev.lanewise.search;
