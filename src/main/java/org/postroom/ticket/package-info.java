/**
 * In charge of a ticket's life: its number, state, assignee, participants, articles and history, and the rules by which
 * events move it.
 *
 * <p>The rules stand on {@link org.postroom.ticket.Ticket#on}, a pure function. {@link org.postroom.ticket.TicketDesk}
 * applies an event within the caller's transaction: it locks the ticket, asks the rules, writes the ticket and a line of
 * its history. A refused event writes nothing.
 *
 * <p>{@link org.postroom.ticket.TicketLists} reads tickets by pages, at the same speed however many there are. Beside the
 * tickets stands what agents leave on them while they work: when they looked ({@link org.postroom.ticket.SeenStore}), what
 * they type ({@link org.postroom.ticket.DraftStore}), that they are there ({@link org.postroom.ticket.PresenceStore}).
 *
 * <p>It does not decide which ticket a mail belongs to (that is {@code conversation}), sends nothing, and tells nobody.
 *
 * <p>The states (SPEC E1): <em>active</em>, we owe an answer; <em>waiting</em>, the customer does; <em>closed</em>;
 * <em>locked</em>, closed for good; <em>merged</em>, part of another ticket, to which its number and all that answers its mails
 * lead. Nothing can be done to a merged ticket but that it is handed over with its department.
 *
 * <table>
 * <caption>What an event makes of a ticket; — leaves the state as it is</caption>
 * <tr><th>event</th><th>active</th><th>waiting</th><th>closed</th><th>locked</th></tr>
 * <tr><td>customer replies</td><td>—</td><td>active</td><td>active</td><td>refused</td></tr>
 * <tr><td>agent answers</td><td>waiting</td><td>—</td><td>waiting</td><td>refused</td></tr>
 * <tr><td>agent comments, forwards</td><td>—</td><td>—</td><td>—</td><td>—</td></tr>
 * <tr><td>assigned, taken, unassigned</td><td>—</td><td>—</td><td>—</td><td>refused</td></tr>
 * <tr><td>transferred; is then nobody's</td><td>—</td><td>—</td><td>—</td><td>refused</td></tr>
 * <tr><td>shared, unshared</td><td>—</td><td>—</td><td>—</td><td>—</td></tr>
 * <tr><td>merged into another</td><td>merged</td><td>merged</td><td>merged</td><td>refused</td></tr>
 * <tr><td>another became part of it: one on which we owe an answer; any other</td><td>—</td><td>active; —</td><td>active; —</td><td>refused</td></tr>
 * <tr><td>some of it split off</td><td>—</td><td>—</td><td>—</td><td>refused</td></tr>
 * <tr><td>closed</td><td>closed</td><td>closed</td><td>refused</td><td>refused</td></tr>
 * <tr><td>reopened</td><td>refused</td><td>refused</td><td>active</td><td>refused</td></tr>
 * <tr><td>locked</td><td>locked</td><td>locked</td><td>locked</td><td>refused</td></tr>
 * <tr><td>unlocked</td><td>refused</td><td>refused</td><td>refused</td><td>closed</td></tr>
 * <tr><td>answer did not reach the customer</td><td>—</td><td>active</td><td>—</td><td>—</td></tr>
 * <tr><td>automatic mail, bounce, our automatic answers, and other notes</td><td>—</td><td>—</td><td>—</td><td>—</td></tr>
 * </table>
 *
 * <p>Notes do not restart the clock of {@link org.postroom.ticket.Ticket.Times#changed}; whatever a person does, does.
 */
@NullMarked
package org.postroom.ticket;

import org.jspecify.annotations.NullMarked;
