package org.postroom.agent;

import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.postroom.mail.EmailAddress;
import org.postroom.mail.NamedAddress;

/**
 * A department (SPEC A2), with everything inherited from its brand filled in.
 *
 * @param enabled if not: no polling, no new tickets, old ones readable
 * @param groups in the order of conf; exactly one is the front line (SPEC A3)
 */
public record Department(
        DepartmentId id,
        String name,
        BrandId brand,
        boolean enabled,
        DepartmentMail mail,
        BusinessHours hours,
        TicketRules tickets,
        List<Group> groups) {
    /** Throws IllegalArgumentException when not exactly one group is the front line, or a group is another department's. */
    public Department {
        groups = List.copyOf(groups);
        if (groups.stream().filter(Group::frontLine).count() != 1) {
            throw new IllegalArgumentException("Department " + id + " needs exactly one front line group");
        }
        for (Group group : groups) {
            if (!group.id().department().equals(id)) {
                throw new IllegalArgumentException("Group " + group.id() + " is not of department " + id);
            }
        }
    }

    /** The address customers write to and answers come from. */
    public EmailAddress address() {
        return mail.addresses().getFirst();
    }

    /** The address and its aliases. */
    public List<EmailAddress> addresses() {
        return mail.addresses();
    }

    public String displayName() {
        return mail.displayName();
    }

    /** What stands in From: display name and address. */
    public NamedAddress from() {
        return new NamedAddress(displayName(), address());
    }

    public Locale language() {
        return mail.language();
    }

    public SmtpAccountId smtp() {
        return mail.smtp();
    }

    public ZoneId zone() {
        return hours.zone();
    }

    public WhoMayOpen whoMayOpen() {
        return tickets.whoMayOpen();
    }

    /** Whether customers only answer what it sent them. */
    public boolean isInternal() {
        return whoMayOpen() == WhoMayOpen.NOBODY;
    }

    /** Whether a mail that answers nothing opens a ticket to be worked on; an internal department takes none (SPEC A2). */
    public boolean allowNewTickets() {
        return tickets.allowNewTickets() && !isInternal();
    }

    public boolean ccTakesPart() {
        return tickets.ccTakesPart();
    }

    public String ticketPrefix() {
        return tickets.prefix();
    }

    /** The group new tickets land in. */
    public GroupId frontLine() {
        return groups.stream()
                .filter(Group::frontLine)
                .findFirst()
                .orElseThrow()
                .id();
    }

    /** The group of this name, or empty. */
    public Optional<GroupId> group(String groupName) {
        return groups.stream()
                .map(Group::id)
                .filter(group -> group.name().equals(groupName))
                .findFirst();
    }

    /** This department switched on or off. */
    public Department withEnabled(boolean on) {
        return new Department(id, name, brand, on, mail, hours, tickets, groups);
    }

    /** This department with other mail. */
    public Department withMail(DepartmentMail other) {
        return new Department(id, name, brand, enabled, other, hours, tickets, groups);
    }

    /** This department with this address among its own, behind those it has. */
    public Department withAlias(EmailAddress alias) {
        boolean has = addresses().stream().map(EmailAddress::withoutDetail).anyMatch(alias.withoutDetail()::equals);
        return has ? this : withMail(mail.withAlias(alias));
    }

    /** This department with other hours. */
    public Department withHours(BusinessHours other) {
        return new Department(id, name, brand, enabled, mail, other, tickets, groups);
    }

    /** This department with other ticket rules. */
    public Department withTickets(TicketRules other) {
        return new Department(id, name, brand, enabled, mail, hours, other, groups);
    }
}
