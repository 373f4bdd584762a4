package org.postroom.intake;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Receipts that stand, to compare fetched mails with. */
final class HeldReceipts {
    private final Map<String, Receipt> byUidAndHash = new HashMap<>();
    private final Map<String, List<Receipt>> byUid = new HashMap<>();
    private final Map<String, Receipt> originals = new HashMap<>();

    void add(Receipt receipt) {
        String hash = receipt.content().sha256();
        byUidAndHash.put(
                receipt.origin().uidValidity() + " " + hash + " "
                        + receipt.origin().uid(),
                receipt);
        byUid.computeIfAbsent(place(receipt.origin()), any -> new ArrayList<>()).add(receipt);
        if (!isCopy(receipt)) {
            originals.put(hash, receipt);
        }
    }

    Optional<Receipt> same(FetchedMail mail) {
        Receipt.Origin origin = mail.origin();
        return Optional.ofNullable(
                byUidAndHash.get(origin.uidValidity() + " " + mail.packed().sha256() + " " + origin.uid()));
    }

    /** What was held under the UID of this mail and has other bytes. */
    List<Receipt> formerUnder(FetchedMail mail) {
        return byUid.getOrDefault(place(mail.origin()), List.of()).stream()
                .filter(receipt ->
                        !receipt.content().sha256().equals(mail.packed().sha256()))
                .toList();
    }

    private static String place(Receipt.Origin origin) {
        return origin.uidValidity() + " " + origin.uid();
    }

    Optional<Receipt> original(FetchedMail mail) {
        return Optional.ofNullable(originals.get(mail.packed().sha256()));
    }

    private static boolean isCopy(Receipt receipt) {
        return receipt.end().flatMap(Receipt.End::duplicateOf).isPresent();
    }
}
