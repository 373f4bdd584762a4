package org.postroom.mail;

/** What came of reading a raw mail: its words, or the reason why there are none. Its raw bytes are kept in either case. */
public sealed interface ReadMail permits IncomingMail, Unreadable {}
