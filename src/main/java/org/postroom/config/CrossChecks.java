package org.postroom.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.postroom.mail.EmailAddress;
import org.postroom.mailbox.MailboxSettings;

/** What is right in each file and wrong between them: addresses, prefixes, words and mailboxes used twice, and loops. */
final class CrossChecks {
    private final ConfFiles files;

    private CrossChecks(ConfFiles files) {
        this.files = files;
    }

    static void check(ConfFiles files, Map<String, MailboxSettings> mailboxes) {
        CrossChecks checks = new CrossChecks(files);
        checks.addresses();
        checks.prefixes();
        checks.plusWords();
        checks.mailboxes(mailboxes);
    }

    /** Departments' and SMTP accounts' addresses are our own: what an agent writes from there would be taken for a loop. */
    private void addresses() {
        Map<EmailAddress, Owner> departments = new HashMap<>();
        files.of(FileKind.DEPARTMENT).forEach((id, values) -> {
            ownAddress(values, DepartmentKeys.KEYS.address).forEach(at -> unique(departments, at, "department " + id));
            ownAddresses(values, DepartmentKeys.KEYS.aliases)
                    .forEach(at -> unique(departments, at, "department " + id));
        });
        productAliases(departments);
        Map<EmailAddress, Owner> own = new HashMap<>(departments);
        files.of(FileKind.SMTP).forEach((id, values) -> {
            for (Key<EmailAddress> key : List.of(SmtpKeys.KEYS.address, SmtpKeys.KEYS.envelopeSender)) {
                ownAddress(values, key).forEach(at -> own.putIfAbsent(at.bare(), new Owner("SMTP account " + id, at)));
            }
        });
        agents(own);
    }

    /** An address names one product only; it is its department's, or becomes so. */
    private void productAliases(Map<EmailAddress, Owner> departments) {
        Map<EmailAddress, Owner> products = new HashMap<>();
        files.of(FileKind.PRODUCT).forEach((id, values) -> {
            Optional<String> department =
                    values.find(ProductKeys.KEYS.department).map("department "::concat);
            for (Written at : ownAddresses(values, ProductKeys.KEYS.aliases)) {
                unique(products, at, "product " + id);
                Optional<Owner> owner = Optional.ofNullable(departments.get(at.bare()));
                if (department.isEmpty() && owner.isEmpty()) {
                    at.fault(
                            "is no department's, and neither is the product",
                            "an address or alias of a department, where the product is of all departments");
                } else if (department.isPresent()) {
                    owner.filter(other -> !department.get().equals(other.name()))
                            .ifPresent(other -> at.fault(
                                    "is already the address of " + other.name() + " ("
                                            + other.at().place() + ")",
                                    "an address of " + department.get() + ", or one that nobody has"));
                    departments.putIfAbsent(at.bare(), new Owner(department.get(), at));
                }
            }
        });
    }

    private void agents(Map<EmailAddress, Owner> own) {
        Map<EmailAddress, Owner> agents = new HashMap<>();
        files.of(FileKind.AGENT).forEach((id, values) -> {
            for (Written at : ownAddresses(values, AgentKeys.KEYS.addresses)) {
                Optional<Owner> ours = Optional.ofNullable(own.get(at.bare()));
                ours.ifPresent(owner -> at.fault(
                        "is the address of " + owner.name(),
                        "an address of the agent's own" + " (mails from it to us would go round in circles)"));
                unique(agents, at, "agent " + id);
            }
        });
    }

    private static void unique(Map<EmailAddress, Owner> taken, Written at, String name) {
        Optional<Owner> other = Optional.ofNullable(taken.putIfAbsent(at.bare(), new Owner(name, at)));
        other.ifPresent(owner -> at.fault(
                "is already the address of " + owner.name() + " (" + owner.at().place() + ")",
                "an address nobody else has"));
    }

    private void prefixes() {
        Key<String> key = DepartmentKeys.KEYS.ticketPrefix;
        Map<String, String> taken = new HashMap<>();
        files.of(FileKind.DEPARTMENT)
                .forEach((id, values) -> DepartmentReader.prefix(id, values).ifPresent(prefix -> {
                    String other = taken.putIfAbsent(prefix, id);
                    if (other != null) {
                        String source = values.has(key) ? "" : ", made of the file's name";
                        values.fault(
                                key,
                                "'" + prefix + "'" + source + ", which is already that of department " + other,
                                "a prefix no other department has",
                                "");
                    }
                }));
    }

    private void plusWords() {
        Key<String> key = ProductKeys.KEYS.plus;
        Map<String, String> taken = new HashMap<>();
        files.of(FileKind.PRODUCT)
                .forEach((id, values) -> values.find(key).ifPresent(word -> {
                    String other = taken.putIfAbsent(word, id);
                    if (other != null) {
                        values.fault(
                                key,
                                "'" + word + "', which is already that of product " + other,
                                "a word of its own",
                                "");
                    }
                }));
    }

    /** One mailbox imported twice would make two tickets of every mail. */
    private void mailboxes(Map<String, MailboxSettings> mailboxes) {
        Map<String, String> taken = new HashMap<>();
        files.of(FileKind.DEPARTMENT).forEach((id, values) -> {
            Optional<String> key = Optional.ofNullable(mailboxes.get(id)).map(MailboxSettings::key);
            key.flatMap(mailbox -> Optional.ofNullable(taken.putIfAbsent(mailbox, id)))
                    .ifPresent(other -> values.fault(
                            DepartmentKeys.KEYS.mailbox.host,
                            "the mailbox that department " + other + " imports already",
                            "another host, user or folder; for several addresses in one mailbox, aliases",
                            ""));
        });
    }

    private static List<Written> ownAddress(Values values, Key<EmailAddress> key) {
        return values.find(key)
                .map(address -> List.of(new Written(values, key, address)))
                .orElse(List.of());
    }

    private static List<Written> ownAddresses(Values values, Key<List<EmailAddress>> key) {
        List<Written> written = new ArrayList<>();
        values.find(key).ifPresent(all -> all.forEach(each -> written.add(new Written(values, key, each))));
        return written;
    }

    private record Owner(String name, Written at) {}

    /** An address and where it stands. */
    private record Written(Values values, Key<?> key, EmailAddress address) {
        EmailAddress bare() {
            return address.withoutDetail();
        }

        Place place() {
            return values.placeOf(key.name());
        }

        void fault(String found, String allowed) {
            values.fault(key, "'" + address + "', which " + found, allowed, "");
        }
    }
}
