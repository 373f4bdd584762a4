package org.postroom.browser;

import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postroom.app.demo.Office;
import org.postroom.ticket.Ticket;

/** Finds the link to a ticket in the mail its customer got. */
final class ViewLinkOf {
    private static final Pattern LINK = Pattern.compile("http://127\\.0\\.0\\.1:\\d+/view/[\\w-]+");

    private ViewLinkOf() {}

    /** Clara's. */
    static URI clara(Office office, Ticket ticket) {
        return customer(office, ticket, Story.CLARA.address());
    }

    /** The one in the first mail about the ticket to this address, once that is there. */
    static URI customer(Office office, Ticket ticket, String address) {
        String number = ticket.number().toString();
        Office.Got mail = office.mail(
                address,
                got -> (got.subject() + got.text()).contains(number)
                        && LINK.matcher(got.text()).find());
        Matcher link = LINK.matcher(mail.text());
        return link.find() ? URI.create(link.group()) : URI.create("about:blank");
    }
}
