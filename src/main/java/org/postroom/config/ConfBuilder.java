package org.postroom.config;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.postroom.agent.Agent;
import org.postroom.agent.Brand;
import org.postroom.agent.Department;
import org.postroom.agent.DepartmentId;
import org.postroom.agent.Group;
import org.postroom.agent.Organisation;
import org.postroom.agent.Product;
import org.postroom.agent.SmtpAccountId;
import org.postroom.autoreply.AutoReplySettings;
import org.postroom.mail.EmailAddress;
import org.postroom.mailbox.MailboxSettings;
import org.postroom.notify.NoticeSettings;
import org.postroom.outbound.SmtpAccountSettings;

/** Makes settings of the files: reads every file whatever is wrong with the others, and builds when nothing is. */
final class ConfBuilder {
    private final Folder folder;
    private final ConfFiles files;
    private final ProblemList problems;
    private final References references;

    ConfBuilder(Folder folder, ConfFiles files, ProblemList problems) {
        this.folder = folder;
        this.files = files;
        this.problems = problems;
        this.references = new References(files);
    }

    ConfResult build() {
        Machine machine = new MachineReader(folder, files.machine()).read();
        Map<String, Brand> brands =
                each(FileKind.BRAND, new BrandReader(folder, machine.daemon().zone())::read);
        Map<String, SmtpAccountSettings> accounts = each(FileKind.SMTP, new SmtpReader(folder)::read);
        Map<String, Department> departments =
                each(FileKind.DEPARTMENT, new DepartmentReader(folder, references, brands)::read);
        Map<String, MailboxSettings> mailboxes = mailboxes();
        Map<String, AutoReplySettings> answers = answers();
        Map<String, NoticeSettings> notices = notices();
        Map<String, Agent> agents = each(FileKind.AGENT, new AgentReader(references, groups())::read);
        Map<String, Product> products = each(FileKind.PRODUCT, new ProductReader(references)::read);
        CrossChecks.check(files, mailboxes);
        if (!problems.isEmpty()) {
            return problems.sorted();
        }
        Organisation organisation = new Organisation(
                brands.values(),
                withAliases(departments, products).values(),
                agents.values(),
                products.values(),
                addresses(accounts));
        return new Conf(
                machine,
                organisation,
                keyed(mailboxes, DepartmentId::new),
                keyed(accounts, SmtpAccountId::new),
                keyed(answers, DepartmentId::new),
                keyed(notices, DepartmentId::new),
                files.print());
    }

    /** A product's aliases are addresses of its department. */
    private static Map<String, Department> withAliases(
            Map<String, Department> departments, Map<String, Product> products) {
        Map<String, Department> all = new LinkedHashMap<>(departments);
        products.values()
                .forEach(product -> product.department()
                        .ifPresent(id -> product.aliases()
                                .forEach(alias -> all.computeIfPresent(
                                        id.value(), (_, department) -> department.withAlias(alias)))));
        return all;
    }

    /** Those of departments that are switched on. A switched-off one's settings are checked all the same. */
    private Map<String, MailboxSettings> mailboxes() {
        MailboxReader reader = new MailboxReader(folder);
        return each(FileKind.DEPARTMENT, (_, values) -> {
            Optional<MailboxSettings> mailbox = reader.read(values);
            return mailbox.filter(_ -> values.get(DepartmentKeys.KEYS.enabled));
        });
    }

    private Map<String, AutoReplySettings> answers() {
        return each(FileKind.DEPARTMENT, (_, values) -> Optional.of(AutomaticMailReader.answers(values)));
    }

    private Map<String, NoticeSettings> notices() {
        return each(FileKind.DEPARTMENT, (_, values) -> Optional.of(AutomaticMailReader.notices(values)));
    }

    private Map<DepartmentId, List<Group>> groups() {
        Map<DepartmentId, List<Group>> groups = new HashMap<>();
        files.of(FileKind.DEPARTMENT).forEach((id, values) -> {
            DepartmentId department = new DepartmentId(id);
            groups.put(department, GroupReader.read(department, values));
        });
        return groups;
    }

    private static List<EmailAddress> addresses(Map<String, SmtpAccountSettings> accounts) {
        return accounts.values().stream()
                .map(SmtpAccountSettings::identity)
                .flatMap(identity -> List.of(identity.address(), identity.envelopeSender()).stream())
                .distinct()
                .toList();
    }

    private <T> Map<String, T> each(FileKind kind, BiFunction<String, Values, Optional<T>> reader) {
        Map<String, T> read = new LinkedHashMap<>();
        files.of(kind).forEach((id, values) -> reader.apply(id, values).ifPresent(one -> read.put(id, one)));
        return read;
    }

    private static <K, T> Map<K, T> keyed(Map<String, T> byId, Function<String, K> key) {
        Map<K, T> keyed = new LinkedHashMap<>();
        byId.forEach((id, value) -> keyed.put(key.apply(id), value));
        return keyed;
    }
}
