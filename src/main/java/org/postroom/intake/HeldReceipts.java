package org.postroom.intake;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Receipts that stand, to compare fetched mails with. */
final class HeldReceipts {
    private final Map<String, Receipt> byUidAndHash = new HashMap<>();
    private final Map<String, Receipt> originals = new HashMap<>();

    void add(Receipt receipt) {
        String hash = receipt.content().sha256();
        byUidAndHash.put(
                receipt.origin().uidValidity() + " " + hash + " "
                        + receipt.origin().uid(),
                receipt);
        if (!isCopy(receipt)) {
            originals.put(hash, receipt);
        }
    }

    Optional<Receipt> same(FetchedMail mail) {
        Receipt.Origin origin = mail.origin();
        return Optional.ofNullable(
                byUidAndHash.get(origin.uidValidity() + " " + mail.packed().sha256() + " " + origin.uid()));
    }

    Optional<Receipt> original(FetchedMail mail) {
        return Optional.ofNullable(originals.get(mail.packed().sha256()));
    }

    private static boolean isCopy(Receipt receipt) {
        return receipt.end().flatMap(Receipt.End::duplicateOf).isPresent();
    }
}
