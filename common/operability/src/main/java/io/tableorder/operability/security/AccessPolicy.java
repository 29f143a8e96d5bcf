package io.tableorder.operability.security;

/** A bean that says who may call what. A service has one or several; together they must cover every path it serves. */
@FunctionalInterface
public interface AccessPolicy {

    void describe(AccessRules rules);
}
