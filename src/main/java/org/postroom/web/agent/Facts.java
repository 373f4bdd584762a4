package org.postroom.web.agent;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.postroom.mail.NamedAddress;

/**
 * What the ticket's page says beside the conversation.
 *
 * @param shares with which departments it is shared
 * @param others who takes part beside the customer
 * @param related tickets that it is linked with, as far as the reader may see them; nothing tells that there are others
 * @param same other tickets of the same customer, the latest first
 * @param offered more of them, where one is to be chosen
 */
record Facts(
        Place place,
        List<Share> shares,
        Optional<Customer> customer,
        List<NamedAddress> others,
        List<Other> related,
        List<Other> same,
        List<Other> offered) {
    Facts {
        shares = List.copyOf(shares);
        others = List.copyOf(others);
        related = List.copyOf(related);
        same = List.copyOf(same);
        offered = List.copyOf(offered);
    }

    /**
     * Where the ticket lies and who works on it.
     *
     * @param group its name when the department has more than one
     * @param product what it is about
     */
    record Place(String department, Optional<String> group, Optional<String> assignee, Optional<String> product) {}

    /**
     * A department that has a part in the ticket.
     *
     * @param level its word
     * @param by who shared it, at this level; empty when its history does not tell
     */
    record Share(String department, String level, Optional<String> by, Optional<Instant> at) {}

    /** Whose ticket it is. */
    record Customer(String name, String address, Optional<Failing> failing) {}

    /** That mail does not reach an address. */
    record Failing(Instant since, String status) {}

    /** Another ticket. */
    record Other(String number, String subject, String state) {}
}
