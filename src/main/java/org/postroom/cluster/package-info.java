/**
 * In charge of several nodes on one database: which of them live, and which does what. A node says every few seconds that it
 * lives; its leases on mailboxes and timers last as long as it does, and bear a fence number that grows with each new holder.
 *
 * <p>Leases spare double work and nothing else. That no mail is lost or doubled rests on unique keys and conditional updates,
 * which hold for a node as well that slept past its leases and does not know it. All times are the database's, not a node's.
 */
@NullMarked
package org.postroom.cluster;

import org.jspecify.annotations.NullMarked;
