package io.tableorder.api.query;

import java.io.Serializable;

record ItemKey(String orderId, int lineNumber) implements Serializable {}
