package io.tableorder.api.account;

import io.tableorder.api.text.ApiText;
import io.tableorder.operability.error.ProblemException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** A login name is what somebody claims to be when logging in, whether or not it exists. */
sealed interface LoginName {

    record OfStore(String storeId, String username) implements LoginName {}

    record OfChain(String chainId, String username) implements LoginName {}

    /** An operator, who belongs to no chain. */
    record OfPlatform(String username) implements LoginName {}

    record OfTable(String storeId, int tableNumber) implements LoginName {}

    /** A device that shows the credential it was given. */
    record OfDevice(String deviceId) implements LoginName {}

    /** A device that shows a code, of which only the hash is told. */
    record OfPairing(String codeHash) implements LoginName {}

    /** Somebody who would be the first operator, and shows a code, of which only the hash is told. */
    record OfSetup(String codeHash) implements LoginName {}

    /** Somebody who would choose a password, and shows a code, of which only the hash is told. */
    record OfInvitation(String codeHash) implements LoginName {}

    /** Somebody who comes back from an issuer, known by the state of the login that they began. */
    record OfIdentity(String state) implements LoginName {}

    /** Somebody who is in, and shows once more that they know the password. */
    record OfAccount(String accountId) implements LoginName {}

    /**
     * Returns the name of a store's people or a chain's.
     *
     * @throws ProblemException 400 unless exactly one of the two ids is there
     */
    static LoginName of(@Nullable String storeId, @Nullable String chainId, String username) {
        if (storeId != null && chainId == null) {
            return new OfStore(storeId, username);
        }
        if (chainId != null && storeId == null) {
            return new OfChain(chainId, username);
        }
        throw ProblemException.invalid("store_id", ApiText.STORE_OR_CHAIN);
    }

    /** Tells names apart without showing them. */
    default String hash() {
        String text = switch (this) {
            case OfStore name -> "store\n" + name.storeId() + "\n" + name.username();
            case OfChain name -> "chain\n" + name.chainId() + "\n" + name.username();
            case OfPlatform name -> "platform\n" + name.username();
            case OfInvitation name -> "invitation\n" + name.codeHash();
            case OfIdentity name -> "identity\n" + name.state();
            case OfSetup name -> "setup\n" + name.codeHash();
            case OfAccount name -> "account\n" + name.accountId();
            case OfDevice name -> "device\n" + name.deviceId();
            case OfPairing name -> "pairing\n" + name.codeHash();
            case OfTable name -> "table\n" + name.storeId() + "\n" + name.tableNumber();
        };
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("SHA-256 is in every JDK", impossible);
        }
    }
}
