package org.postroom.conversation;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.postroom.agent.AgentId;
import org.postroom.conversation.ReplyToken.Right;
import org.postroom.mail.EmailAddress;
import org.postroom.mail.MessageId;
import org.postroom.mail.Secret;
import org.postroom.ticket.TicketId;

/**
 * Makes and verifies reply tokens: 14 bytes that say what is allowed, then HMAC-SHA256 over them and the agent's id, cut to
 * 128 bits (RFC 2104 section 5).
 *
 * <p>The agent's id itself is too long for a token; one byte of its hash tells which agents need to be tried.
 */
public final class ReplyTokens {
    private static final int PAYLOAD = 14;
    private static final int RIGHT_BITS = 3;
    private static final long EPOCH = Instant.parse("2025-01-01T00:00:00Z").getEpochSecond();
    private static final String PURPOSE = "postroom reply token 1\n";

    private final Supplier<TokenKeys> keys;
    private final Supplier<Duration> lifetime;
    private final InstantSource clock;

    public ReplyTokens(Supplier<TokenKeys> keys, Supplier<Duration> lifetime, InstantSource clock) {
        this.keys = keys;
        this.lifetime = lifetime;
        this.clock = clock;
    }

    /** The token as text: {@value TokenForm#LENGTH} lower-case letters and digits. */
    public String encode(ReplyToken token) {
        TokenKeys current = keys.get();
        byte[] payload = payload(token, current.current());
        byte[] mac = mac(current, current.current(), payload, token.agent());
        return TokenForm.write(
                ByteBuffer.allocate(TokenForm.BYTES).put(payload).put(mac).array());
    }

    /**
     * A Message-ID that carries the token. Dots and a long decimal number keep it from looking like the random ones that
     * spam filters count against a mail.
     *
     * @param unique a number of no other mail
     * @param domain of the mail's From address
     */
    public MessageId messageId(ReplyToken token, long unique, String domain) {
        return new MessageId(encode(token) + "." + unique + "@" + domain);
    }

    /** The address with the token as its plus detail, where conf says that it takes plus details. */
    public EmailAddress address(ReplyToken token, EmailAddress department) {
        return department.withDetail(encode(token));
    }

    /**
     * Verifies a text that may be a token.
     *
     * @param agents whoever is an agent now; a token of nobody else is valid
     */
    public TokenVerdict verify(String text, Collection<AgentId> agents) {
        return TokenForm.isToken(text) ? verify(TokenForm.read(text), agents) : new TokenVerdict.None();
    }

    private TokenVerdict verify(byte[] bytes, Collection<AgentId> agents) {
        TokenKeys known = keys.get();
        byte[] payload = Arrays.copyOf(bytes, PAYLOAD);
        byte[] mac = Arrays.copyOfRange(bytes, PAYLOAD, TokenForm.BYTES);
        int keyId = (payload[0] & 0xff) >> RIGHT_BITS;
        if (!known.keys().containsKey(keyId)) {
            return new TokenVerdict.Forged();
        }
        return holders(payload, agents)
                .filter(holder -> MessageDigest.isEqual(mac, mac(known, keyId, payload, holder)))
                .findFirst()
                .map(holder -> verdict(token(payload, holder)))
                .orElseGet(TokenVerdict.Forged::new);
    }

    private TokenVerdict verdict(ReplyToken token) {
        boolean expired = clock.instant().isAfter(token.issued().plus(lifetime.get()));
        return expired ? new TokenVerdict.Expired(token) : new TokenVerdict.Valid(token);
    }

    /** Who the token may have been made for: nobody in particular, or the agents whose tag it bears. */
    private static Stream<Optional<AgentId>> holders(byte[] payload, Collection<AgentId> agents) {
        return right(payload) == Right.CUSTOMER
                ? Stream.of(Optional.empty())
                : agents.stream()
                        .filter(agent -> tag(Optional.of(agent)) == payload[PAYLOAD - 1])
                        .map(Optional::of);
    }

    private static byte[] payload(ReplyToken token, int keyId) {
        return ByteBuffer.allocate(PAYLOAD)
                .put((byte) (keyId << RIGHT_BITS | token.right().code()))
                .putLong(token.ticket().value())
                .putInt((int) (token.issued().getEpochSecond() - EPOCH))
                .put(tag(token.agent()))
                .array();
    }

    private static ReplyToken token(byte[] payload, Optional<AgentId> holder) {
        ByteBuffer buffer = ByteBuffer.wrap(payload, 1, PAYLOAD - 1);
        TicketId ticket = new TicketId(buffer.getLong());
        Instant issued = Instant.ofEpochSecond(EPOCH + Integer.toUnsignedLong(buffer.getInt()));
        return new ReplyToken(right(payload), ticket, holder, issued);
    }

    private static Right right(byte[] payload) {
        return Right.ofCode(payload[0] & 0xff);
    }

    private static byte tag(Optional<AgentId> holder) {
        return (byte) holder.map(agent -> agent.value().hashCode() * 0x9E3779B1 >>> 24)
                .orElse(0)
                .intValue();
    }

    private static byte[] mac(TokenKeys keys, int keyId, byte[] payload, Optional<AgentId> holder) {
        Secret key = Objects.requireNonNull(keys.keys().get(keyId));
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(key.reveal()), "HmacSHA256"));
            mac.update(PURPOSE.getBytes(StandardCharsets.US_ASCII));
            mac.update(payload);
            mac.update(holder.map(AgentId::value).orElse("").getBytes(StandardCharsets.UTF_8));
            return Arrays.copyOf(mac.doFinal(), TokenForm.BYTES - PAYLOAD);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HmacSHA256", e);
        }
    }
}
