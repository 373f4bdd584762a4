package org.postroom.autoreply;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import org.postroom.conversation.ReplyTokens;
import org.postroom.conversation.TokenKeys;
import org.postroom.mail.Secret;
import org.postroom.template.TemplateDirectory;
import org.postroom.template.Templates;

/** What tests write mails with: the shipped templates, and tokens under a key of their own. */
public final class Writers {
    public static final Templates TEMPLATES = Templates.load(TemplateDirectory.SHIPPED);

    private Writers() {}

    public static ReplyTokens tokens(InstantSource clock) {
        Secret key = Secret.of(Base64.getEncoder().encodeToString(new byte[32]));
        return new ReplyTokens(() -> new TokenKeys(Map.of(1, key), 1), () -> Duration.ofDays(365), clock);
    }
}
