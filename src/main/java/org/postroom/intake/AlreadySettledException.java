package org.postroom.intake;

/** A receipt has come to its end meanwhile, by another node: what was to be its end must not stand. */
final class AlreadySettledException extends IllegalStateException {
    private static final long serialVersionUID = 1;

    AlreadySettledException(ReceiptId receipt) {
        super("Receipt " + receipt + " is not pending any more");
    }
}
