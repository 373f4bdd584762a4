package org.postroom.conversation;

/** What verifying a text as a reply token found. */
public sealed interface TokenVerdict {
    /** We made it, and it still holds. */
    record Valid(ReplyToken token) implements TokenVerdict {}

    /** We made it, but it has outlived its time: it gives no right any more. */
    record Expired(ReplyToken token) implements TokenVerdict {}

    /** It looks like a token, but we did not make it, or not for an agent there is, or its key was retired. */
    record Forged() implements TokenVerdict {}

    /** It does not look like a token. */
    record None() implements TokenVerdict {}
}
