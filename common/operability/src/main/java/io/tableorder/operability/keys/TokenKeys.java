package io.tableorder.operability.keys;

import org.jspecify.annotations.Nullable;

/** This is where whoever signs or checks tokens finds the keys of the moment. */
public interface TokenKeys {

    /** There are no key pairs: SECRET_KEY signs everybody's tokens. */
    TokenKeys NONE = new TokenKeys() {
        @Override
        public boolean isUsed() {
            return false;
        }

        @Override
        public @Nullable TokenKeySet current() {
            return null;
        }

        @Override
        public void lookAgain() {}
    };

    /** Returns keys that do not change. */
    static TokenKeys of(TokenKeySet set) {
        return new TokenKeys() {
            @Override
            public boolean isUsed() {
                return true;
            }

            @Override
            public TokenKeySet current() {
                return set;
            }

            @Override
            public void lookAgain() {}
        };
    }

    /** Returns whether this installation has key pairs, known already or not. */
    boolean isUsed();

    /** Returns the set as it was read last; null while none has been. The same set is the same object. */
    @Nullable
    TokenKeySet current();

    /** Asks for a look before its time, for a key that is not known. It does not wait, and repeats cost nothing. */
    void lookAgain();
}
