package org.postroom.web.mailview;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.owasp.html.AttributePolicy;
import org.postroom.web.mailview.SafeMail.Pictures;

/** Where the pictures of one mail come from: the mail itself, or, when asked for, elsewhere by https. */
final class PictureSource implements AttributePolicy {
    private final InlinePictures inline;
    private final Pictures allowed;
    private boolean remote;

    PictureSource(InlinePictures inline, Pictures allowed) {
        this.inline = inline;
        this.allowed = allowed;
    }

    boolean sawRemote() {
        return remote;
    }

    boolean leftOut() {
        return inline.leftOut();
    }

    @Override
    public @Nullable String apply(String element, String attribute, String value) {
        String address = value.strip();
        String lower = address.toLowerCase(Locale.ROOT);
        if (lower.startsWith("cid:")) {
            return inline.byContentId(address.substring("cid:".length())).orElse(null);
        }
        if (lower.startsWith("data:")) {
            return inline.ofData(address).orElse(null);
        }
        return inline.byLocation(address).or(() -> remote(address, lower)).orElse(null);
    }

    /** Over an encrypted way only: on the other, whoever listens learns who reads what. */
    private Optional<String> remote(String address, String lower) {
        boolean https = lower.startsWith("https://");
        if (!https && !lower.startsWith("http://")) {
            return Optional.empty();
        }
        remote = true;
        return allowed == Pictures.REMOTE
                ? Optional.of(https ? address : "https" + address.substring("http".length()))
                : Optional.empty();
    }
}
