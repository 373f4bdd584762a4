package org.postroom.config;

/** What loading conf comes to: all of it, or everything wrong with it. */
public sealed interface ConfResult permits Conf, Problems {}
