package org.postroom.autoreply;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.postroom.conversation.ReplyTokens;
import org.postroom.conversation.TokenKeys;
import org.postroom.conversation.ViewLinks;
import org.postroom.mail.Secret;
import org.postroom.template.TemplateDirectory;
import org.postroom.template.Templates;

/** What tests write mails with: the shipped templates, and tokens under a key of their own. */
public final class Writers {
    public static final Templates TEMPLATES = Templates.load(TemplateDirectory.SHIPPED);

    public static final TicketLinkSettings PAGE =
            new TicketLinkSettings(Optional.of(URI.create("https://help.example.com/")), Duration.ofDays(90));

    private Writers() {}

    /** Mails that point to no page. */
    public static TicketLinks noLinks() {
        return new TicketLinks(() -> TicketLinkSettings.NONE, new CountedLinks(), TEMPLATES);
    }

    /** Mails that point to {@code https://help.example.com/}. */
    public static TicketLinks links(ViewLinks links, Templates templates) {
        return new TicketLinks(() -> PAGE, links, templates);
    }

    public static ReplyTokens tokens(InstantSource clock) {
        Secret key = Secret.of(Base64.getEncoder().encodeToString(new byte[32]));
        return new ReplyTokens(() -> new TokenKeys(Map.of(1, key), 1), () -> Duration.ofDays(365), clock);
    }
}
