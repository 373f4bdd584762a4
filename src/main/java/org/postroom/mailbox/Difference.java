package org.postroom.mailbox;

import java.util.Locale;
import java.util.Optional;
import org.postroom.intake.ReceiptId;

/**
 * Something about one message on which a server and the ledger differ, or which is worth knowing.
 *
 * @param uid its UID or UIDL
 * @param size bytes, as the server lists it; of one that is not listed, as it was
 * @param receipt its row in the ledger
 * @param sentence what is known of it
 */
public record Difference(Sort sort, String uid, long size, Optional<ReceiptId> receipt, String sentence) {
    /** What it is. */
    public enum Sort {
        /** On the server, and not in the ledger. */
        NOT_FETCHED(true),
        /** Held here, and still on the server, from where it should be gone. */
        STILL_THERE(true),
        /** It was removed from the server, and is there again. */
        BACK_AGAIN(true),
        /** The server lists it with another size than the one it was fetched with. */
        OTHER_SIZE(true),
        /** Only its beginning is held, since it was too large, and the server does not have it any more. */
        GONE_IN_PART(true),
        /** All of it is held here; the server does not have it any more, and it was not Postroom that removed it. */
        GONE(false),
        /** It could not be fetched, and then the server did not list it any more. */
        VANISHED(false),
        /** Its bytes were held already; it became no second mail. */
        FOLDED(false),
        /** Larger than mails may be: its beginning is held, all of it stays on the server. */
        TOO_LARGE(false);

        private final boolean amiss;

        Sort(boolean amiss) {
            this.amiss = amiss;
        }

        /** Whether somebody should look after it. */
        public boolean isAmiss() {
            return amiss;
        }

        /** As it is printed: {@code not-fetched}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
