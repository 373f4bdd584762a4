package org.postroom.config;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.postroom.agent.Brand;
import org.postroom.agent.BusinessHours;
import org.postroom.agent.Department;
import org.postroom.agent.DepartmentId;
import org.postroom.agent.DepartmentMail;
import org.postroom.agent.Group;
import org.postroom.agent.OpenTo;
import org.postroom.agent.SmtpAccountId;
import org.postroom.agent.TicketRules;
import org.postroom.agent.UndoTimes;
import org.postroom.mail.EmailAddress;

/** Reads {@code departments/ID.properties}, but for mailbox and automatic mails. */
final class DepartmentReader {
    private static final DepartmentKeys KEYS = DepartmentKeys.KEYS;
    private static final int PREFIX_LETTERS = 3;

    private final Folder folder;
    private final References references;
    private final Map<String, Brand> brands;

    /** @param brands those without problems */
    DepartmentReader(Folder folder, References references, Map<String, Brand> brands) {
        this.folder = folder;
        this.references = references;
        this.brands = brands;
    }

    Optional<Department> read(String id, Values values) {
        Optional<String> name = values.find(KEYS.name);
        List<Group> groups = GroupReader.read(new DepartmentId(id), values);
        Optional<TicketRules> tickets = tickets(id, values);
        Optional<Brand> brand = references
                .oneOrOnly(values, KEYS.brand, FileKind.BRAND)
                .flatMap(written -> Optional.ofNullable(brands.get(written)));
        Optional<DepartmentMail> mail = mail(values, name.orElse(""), brand);
        boolean enabled = values.get(KEYS.enabled);
        BusinessHours inherited = brand.map(Brand::hours).orElse(BusinessHours.always(ZoneOffset.UTC));
        BusinessHours hours = new HoursReader(KEYS.hours, folder).read(values, inherited);
        return brand.flatMap(of -> mail.flatMap(by -> tickets.flatMap(rules -> name.map(
                called -> new Department(new DepartmentId(id), called, of.id(), enabled, by, hours, rules, groups)))));
    }

    private Optional<DepartmentMail> mail(Values values, String name, Optional<Brand> brand) {
        Optional<EmailAddress> address = values.find(KEYS.address);
        List<EmailAddress> aliases = values.find(KEYS.aliases).orElse(List.of());
        Optional<String> smtp = references.oneOrOnly(values, KEYS.smtp, FileKind.SMTP);
        Optional<Locale> language = values.find(KEYS.language).or(() -> brand.map(Brand::language));
        String display =
                values.find(KEYS.displayName).orElse((brand.map(Brand::name).orElse("") + " " + name).strip());
        boolean plus = values.get(KEYS.plusAddresses);
        Optional<String> link = values.find(KEYS.viewLinkText);
        return address.flatMap(first -> smtp.flatMap(account -> language.map(tongue -> new DepartmentMail(
                addresses(first, aliases),
                display,
                tongue,
                new SmtpAccountId(account),
                plus,
                link.orElseGet(() -> linkText(tongue))))));
    }

    private static String linkText(Locale language) {
        return language.getLanguage().equals("de") ? "Ihr Ticket online ansehen" : "View your ticket online";
    }

    private static List<EmailAddress> addresses(EmailAddress first, List<EmailAddress> aliases) {
        List<EmailAddress> addresses = new ArrayList<>(List.of(first));
        addresses.addAll(aliases);
        return addresses;
    }

    private static Optional<TicketRules> tickets(String id, Values values) {
        var whoMayOpen = values.get(KEYS.whoMayOpen);
        boolean allowNew = values.get(KEYS.allowNewTickets);
        boolean ccTakesPart = values.get(KEYS.ccTakesPart);
        var onReplyToLocked = values.get(KEYS.onReplyToLocked);
        OpenTo openTo = new OpenTo(values.get(KEYS.allAgentsMayFind), values.get(KEYS.managersOutsideMayView));
        UndoTimes undo = new UndoTimes(values.get(KEYS.undo), values.get(KEYS.undoByMail));
        return prefix(id, values)
                .map(prefix ->
                        new TicketRules(prefix, whoMayOpen, allowNew, ccTakesPart, onReplyToLocked, openTo, undo));
    }

    /** The prefix written, or made of the id: {@code support} → {@code SUP}. */
    static Optional<String> prefix(String id, Values values) {
        if (values.has(KEYS.ticketPrefix)) {
            return values.find(KEYS.ticketPrefix);
        }
        String letters = id.replace("-", "").toUpperCase(Locale.ROOT);
        String made = letters.substring(0, Math.min(PREFIX_LETTERS, letters.length()));
        if (!TicketRules.isPrefix(made)) {
            values.fault(
                    KEYS.ticketPrefix,
                    "nothing, and the file's name does not begin with a prefix",
                    TicketRules.PREFIX_RULE,
                    "This key must be there.");
            return Optional.empty();
        }
        return Optional.of(made);
    }
}
