package io.tableorder.cli.audit;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import io.tableorder.event.Sha256;
import io.tableorder.operability.keys.TokenKeySet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.text.ParseException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Stream;

/** Keeps anchors in a file that only grows: a line each, signed (a compact JWS), which names the line before by its hash. */
public final class AnchorFile {

    /** No token has it, so none can be taken for an anchor, nor an anchor for a token. */
    private static final JOSEObjectType TYPE = new JOSEObjectType("table-order-anchor");

    private final Path file;

    public AnchorFile(Path file) {
        this.file = file;
    }

    /**
     * Returns the last anchor; empty when there is none yet.
     *
     * @param keys of which one must have signed it, whether its time has passed or not
     * @throws AnchorException for one that none of them signed
     */
    public Optional<Anchor> last(TokenKeySet keys) throws IOException {
        return lastLine().map(line -> read(line, keys));
    }

    /** Returns the hash by which the next anchor names the last one; the empty text when there is none. */
    public String lastHash() throws IOException {
        return lastLine().map(line -> HexFormat.of().formatHex(Sha256.of(line))).orElse("");
    }

    private Optional<String> lastLine() throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (Stream<String> lines = Files.lines(file, StandardCharsets.US_ASCII)) {
            return lines.filter(line -> !line.isBlank()).reduce((_, later) -> later);
        }
    }

    private Anchor read(String line, TokenKeySet keys) {
        try {
            JWSObject signed = JWSObject.parse(line);
            String kid = signed.getHeader().getKeyID();
            ECKey key = keys.keys().stream()
                    .filter(one -> one.getKeyID().equals(kid))
                    .findFirst()
                    .orElseThrow(() -> new AnchorException("The last anchor of " + file + " is signed by the key " + kid
                            + ", which is not among those given"));
            if (!TYPE.equals(signed.getHeader().getType())
                    || !JWSAlgorithm.ES256.equals(signed.getHeader().getAlgorithm())
                    || !signed.verify(new ECDSAVerifier(key))) {
                throw new AnchorException("The last anchor of " + file + " is not what was signed");
            }
            return Anchor.parse(signed.getPayload().toBytes());
        } catch (ParseException | JOSEException malformed) {
            throw new AnchorException("The last line of " + file + " is no signed anchor: " + malformed.getMessage());
        }
    }

    /**
     * Adds an anchor.
     *
     * @param keys with private halves; the one whose turn it is signs
     */
    public void add(Anchor anchor, TokenKeySet keys) throws IOException {
        ECKey key = keys.signing(Instant.now())
                .orElseThrow(() -> new AnchorException("None of the keys given can sign now"));
        JWSObject signed = new JWSObject(
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .type(TYPE)
                        .keyID(key.getKeyID())
                        .build(),
                new Payload(anchor.toJson()));
        try {
            signed.sign(new ECDSASigner(key));
        } catch (JOSEException e) {
            throw new AnchorException("The key " + key.getKeyID() + " cannot sign: " + e.getMessage());
        }
        Files.writeString(
                file,
                signed.serialize() + "\n",
                StandardCharsets.US_ASCII,
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }
}
