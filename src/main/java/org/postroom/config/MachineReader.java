package org.postroom.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.postroom.autoreply.AutoReplyLimits;
import org.postroom.autoreply.TicketLinkSettings;
import org.postroom.intake.FloodSettings;
import org.postroom.mail.EmailAddress;
import org.postroom.mail.Secret;
import org.postroom.mail.parse.ReadLimits;
import org.postroom.mailbox.FetchLimits;
import org.postroom.notify.NoticeLimits;
import org.postroom.outbound.QueueSettings;
import org.postroom.storage.DatabaseSettings;
import org.postroom.storm.StormSettings;
import org.postroom.template.TemplateSettings;
import org.postroom.web.MetricsSettings;
import org.postroom.web.login.LoginSettings;

/** Reads {@code postroom.properties}. */
final class MachineReader {
    private static final MachineKeys KEYS = MachineKeys.KEYS;

    private final Folder folder;
    private final Values values;

    MachineReader(Folder folder, Values values) {
        this.folder = folder;
        this.values = values;
    }

    Machine read() {
        return new Machine(
                daemon(),
                database(),
                new WebReader(folder, values).read(),
                new TemplateSettings(folder.resolve(values.get(KEYS.templatesDirectory))),
                fetchLimits(),
                readLimits(),
                queue(),
                autoReplyLimits(),
                abuse(),
                new NoticeLimits(values.get(KEYS.noticesLimit), values.get(KEYS.noticesWindow)),
                login(),
                new MetricsSettings(values.find(KEYS.metricsAllow).orElse(List.of())));
    }

    private DaemonSettings daemon() {
        return new DaemonSettings(
                dataDirectory(),
                new NodeSettings(values.get(KEYS.nodeNumber), values.find(KEYS.nodeName)),
                values.get(KEYS.zone),
                new TicketLinkSettings(values.find(KEYS.publicUrl), values.get(KEYS.viewLinkLifetime)),
                values.get(KEYS.replyTokenLifetime),
                trusted());
    }

    private Path dataDirectory() {
        return folder.resolve(values.get(KEYS.dataDirectory));
    }

    private Set<String> trusted() {
        return values.find(KEYS.trustedAuthentication).orElse(List.of()).stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }

    private DatabaseSettings database() {
        String user = values.find(KEYS.databaseUser).orElse("");
        Secret password = values.find(KEYS.databasePassword).orElse(Secret.of(""));
        return values.find(KEYS.databaseUrl)
                .map(url -> new DatabaseSettings(url, user, password))
                .orElseGet(() -> DatabaseSettings.embedded(dataDirectory()));
    }

    private FetchLimits fetchLimits() {
        FetchLimits usual = FetchLimits.USUAL;
        return new FetchLimits(values.get(KEYS.maxSize), usual.batchMails(), usual.batchBytes(), usual.roundMails());
    }

    private ReadLimits readLimits() {
        ReadLimits usual = ReadLimits.standard();
        return new ReadLimits(
                values.get(KEYS.maxDepth),
                values.get(KEYS.maxParts),
                usual.headerBytes(),
                usual.recipients(),
                usual.references(),
                usual.textLength());
    }

    private QueueSettings queue() {
        var first = values.get(KEYS.firstRetry);
        var longest = values.get(KEYS.longestRetry);
        if (longest.compareTo(first) < 0) {
            values.fault(
                    KEYS.longestRetry, "a time shorter than outbound.retry.first", "that time or a longer one", "");
            return QueueSettings.DEFAULT;
        }
        return new QueueSettings(first, longest, values.get(KEYS.giveUpAfter), values.get(KEYS.keepNotices));
    }

    private LoginSettings login() {
        var idle = values.get(KEYS.sessionsIdle);
        var lifetime = values.get(KEYS.sessionsLifetime);
        if (lifetime.compareTo(idle) < 0) {
            values.fault(KEYS.sessionsLifetime, "a time shorter than sessions.idle", "that time or a longer one", "");
            return LoginSettings.DEFAULT;
        }
        return new LoginSettings(idle, lifetime);
    }

    private AutoReplyLimits autoReplyLimits() {
        return new AutoReplyLimits(
                values.get(KEYS.autoResponseLimit),
                values.get(KEYS.autoResponseSameText),
                values.get(KEYS.autoResponseWindow),
                new AutoReplyLimits.PerHour(
                        values.get(KEYS.autoResponsePerDomain),
                        values.get(KEYS.autoResponsePerDepartment),
                        values.get(KEYS.autoResponseInAll)));
    }

    private AbuseSettings abuse() {
        return new AbuseSettings(
                new StormSettings(
                        values.get(KEYS.stormCalmAfter),
                        values.get(KEYS.stormLetters),
                        values.get(KEYS.stormLettersPerHour),
                        values.get(KEYS.stormKeep)),
                new FloodSettings(
                        values.get(KEYS.floodTickets),
                        values.get(KEYS.floodWindow),
                        values.find(KEYS.floodExcept).orElse(List.of()).stream()
                                .map(EmailAddress::withoutDetail)
                                .collect(Collectors.toSet())));
    }
}
