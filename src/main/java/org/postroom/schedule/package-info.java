/**
 * In charge of threads and waiting: the only place that starts a thread, sleeps, or wakes one up.
 *
 * <p>It does not know what the work is, and keeps no schedule in memory: what is due stands in the database, and a worker
 * asks for it.
 */
@NullMarked
package org.postroom.schedule;

import org.jspecify.annotations.NullMarked;
