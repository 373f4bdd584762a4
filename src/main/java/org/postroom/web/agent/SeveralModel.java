package org.postroom.web.agent;

import java.util.List;
import org.postroom.agent.Agent;

/**
 * What {@code several.html} shows.
 *
 * @param act its word
 * @param rows the tickets it is still to be done to
 * @param done to how many others it was just done
 * @param faults what is wrong with the form itself, one sentence each
 * @param confirms what the button sends that does it all the same
 * @param choice to whom and where they can go
 * @param key of this form
 * @param back the list it leads back to
 */
record SeveralModel(
        String act,
        List<Row> rows,
        int done,
        List<String> faults,
        SeveralForm.Typed typed,
        String confirms,
        Choice choice,
        String key,
        String back) {

    /**
     * A ticket.
     *
     * @param value what its check box sends
     * @param chosen whether it is checked
     * @param trouble why it was not done, or may not be; without reasons where nothing is wrong
     */
    record Row(String value, String number, String subject, String who, boolean chosen, Attempt.Trouble trouble) {}

    /** Agents of the tickets' departments, and groups. */
    record Choice(List<Agent> mates, List<ListQuery.Place> places) {}

    /** Whether some of it may be done all the same. */
    boolean doubtful() {
        return rows.stream().anyMatch(row -> row.trouble().doubtful());
    }
}
