/// Others at the same work.
package dev.lanewise.benchmarks.peer;
