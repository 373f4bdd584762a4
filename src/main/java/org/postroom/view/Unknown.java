package org.postroom.view;

/** A value that names nothing there is, or is not written as values of its key are: no ticket passes by it. */
public record Unknown(Key key, String value) {}
