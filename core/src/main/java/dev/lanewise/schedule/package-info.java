/// How the learning rate changes over a run. Users hand a schedule to a trainer, which asks it before every step.
package dev.lanewise.schedule;
