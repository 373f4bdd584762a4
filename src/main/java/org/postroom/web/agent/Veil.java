package org.postroom.web.agent;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postroom.agent.Agent;
import org.postroom.agent.Organisation;
import org.postroom.mail.EmailAddress;
import org.postroom.web.Visit;

/**
 * Puts agents' names in place of their addresses, which are private to themselves and admins: notices go there, and servers
 * repeat them in their replies.
 */
record Veil(Organisation organisation, Agent viewer) {
    private static final Pattern ADDRESS = Pattern.compile("[\\p{Alnum}._%+'-]+@[\\p{Alnum}.-]*\\p{Alnum}");

    static Veil of(Workroom room, Visit visit) {
        return new Veil(room.organisation().get(), visit.agent());
    }

    /** Who this is, as the viewer may know it. */
    String name(EmailAddress address) {
        return over(address.value());
    }

    /** A text with the names in it. */
    String over(String text) {
        return viewer.admin()
                ? text
                : ADDRESS.matcher(text).replaceAll(found -> Matcher.quoteReplacement(shown(found.group())));
    }

    private String shown(String address) {
        return EmailAddress.parse(address)
                .flatMap(organisation::agentOf)
                .filter(agent -> !agent.id().equals(viewer.id()))
                .map(Agent::name)
                .orElse(address);
    }
}
