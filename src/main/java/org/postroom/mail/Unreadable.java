package org.postroom.mail;

/**
 * A mail that could not be read, even with all lenience. It becomes a ticket all the same, with its raw file attached.
 *
 * @param reason one sentence for agents
 * @param headers what of its header fields could be read
 */
public record Unreadable(String reason, Headers headers) implements ReadMail {}
