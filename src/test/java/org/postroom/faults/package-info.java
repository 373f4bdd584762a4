/**
 * In charge of showing that no mail is lost and none doubled, whatever fails: the whole daemon as a process between real
 * servers, killed, stopped and starved, and an audit of what is left. Written apart from the product: it knows mail, conf,
 * SQL and processes, and imports nothing of the daemon. {@code docs/reliability.md} says how it is run.
 */
@NullMarked
package org.postroom.faults;

import org.jspecify.annotations.NullMarked;
