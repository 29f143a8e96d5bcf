package io.tableorder.operability.keys;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.KeyUse;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Keeps a {@link TokenKeySet} in a file. Whoever reads it sees a whole set, the one before a change or the one after. */
public final class TokenKeyFile {

    private static final String OWNER_ONLY = "rw-------";
    private static final String ANYBODY_READS = "rw-r--r--";

    /** A lock on a file keeps other processes out, and is refused to a second thread of the same. */
    private static final ReentrantLock ONE_OF_THIS_PROCESS = new ReentrantLock();

    private final Path file;

    public TokenKeyFile(Path file) {
        this.file = file.toAbsolutePath();
    }

    /** Makes a pair of keys at random, for ES256. */
    public static ECKey newKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = generator.generateKeyPair();
            ECKey key = new ECKey.Builder(Curve.P_256, (ECPublicKey) pair.getPublic())
                    .privateKey(pair.getPrivate())
                    .algorithm(JWSAlgorithm.ES256)
                    .keyUse(KeyUse.SIGNATURE)
                    .build();
            return new ECKey.Builder(key).keyID(TokenKeySet.nameOf(key)).build();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("P-256 is in every JDK", impossible);
        }
    }

    /**
     * Returns the set; empty when there is no file.
     *
     * @throws IllegalArgumentException for a file that holds something else
     */
    public Optional<TokenKeySet> read() throws IOException {
        return Files.exists(file) ? Optional.of(TokenKeySet.parse(Files.readString(file))) : Optional.empty();
    }

    /**
     * Puts in place of the set what the change makes of it, readable by its owner alone. Of several who change it at
     * once, each changes what the one before made.
     *
     * @param change gets null when there is no file yet; what it throws leaves the file as it was
     */
    public TokenKeySet change(UnaryOperator<@Nullable TokenKeySet> change) throws IOException {
        Files.createDirectories(directory());
        ONE_OF_THIS_PROCESS.lock();
        try {
            return changeLocked(change);
        } finally {
            ONE_OF_THIS_PROCESS.unlock();
        }
    }

    private TokenKeySet changeLocked(UnaryOperator<@Nullable TokenKeySet> change) throws IOException {
        Path lockFile = directory().resolve("." + file.getFileName() + ".lock");
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock _ = channel.lock()) {
            TokenKeySet before = read().orElse(null);
            TokenKeySet after = change.apply(before);
            if (!after.equals(before)) {
                replace(after.toJson(), OWNER_ONLY);
            }
            return after;
        }
    }

    /** Puts the set in place, without private halves, for anybody to read. */
    public void publish(TokenKeySet set) throws IOException {
        Files.createDirectories(directory());
        replace(set.publicSet().toJson(), ANYBODY_READS);
    }

    private void replace(String json, String permissions) throws IOException {
        Path written = Files.createTempFile(directory(), ".keys", ".tmp");
        try {
            Files.writeString(written, json + "\n");
            if (Files.getFileStore(written).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(written, PosixFilePermissions.fromString(permissions));
            }
            move(written);
        } finally {
            Files.deleteIfExists(written);
        }
    }

    private void move(Path written) throws IOException {
        try {
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException noSuchFileSystem) {
            Files.move(written, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private Path directory() {
        Path parent = file.getParent();
        if (parent == null) {
            throw new IllegalArgumentException(file + " is no file");
        }
        return parent;
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
