# Shared by ./start, ./demo and ./orders; $root is the project's directory.

MIN_JAVA=25
MODULES=order-api,order-projector,sse-notifier,orders-cli,standalone
target=$root/standalone/target

# As for the services: Services.JVM_OPTIONS and AotCache say why.
COMPILE_LATE=(-XX:Tier4InvocationThreshold=20000 -XX:Tier4MinInvocationThreshold=2400
  -XX:Tier4CompileThreshold=60000 -XX:Tier4BackEdgeThreshold=160000)
REMEMBER_ONLY_THE_BUSIEST=(-XX:Tier4InvocationThreshold=1000000 -XX:Tier4MinInvocationThreshold=120000
  -XX:Tier4CompileThreshold=3000000 -XX:Tier4BackEdgeThreshold=8000000)

# Answers --help at once, without a Java and without a build: answer_help FILE ARGUMENTS. Tests hold each file to what the
# program itself says.
answer_help() {
  local text=$root/standalone/help/$1 argument
  shift
  for argument; do
    if [ "$argument" = --help ]; then
      cat "$text"
      exit
    fi
  done
}

java_version() {
  "$1/bin/java" -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java.specification.version = //p'
}

is_new_enough() {
  [ -x "$1/bin/javac" ] || return 1
  local version
  version=$(java_version "$1")
  [ "${version%%.*}" -ge "$MIN_JAVA" ] 2>/dev/null
}

# Sets JAVA_HOME to the first JDK that is new enough.
find_jdk() {
  local candidate on_path=
  if command -v java >/dev/null 2>&1; then
    on_path=$(java -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java.home = //p')
  fi
  for candidate in "${JAVA_HOME:-}" "$on_path" \
    /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home "$HOME"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
    if [ -n "$candidate" ] && is_new_enough "$candidate"; then
      export JAVA_HOME=$candidate
      return
    fi
  done
  echo "No JDK $MIN_JAVA or newer found: install one (for example from https://adoptium.net), or set JAVA_HOME to it." >&2
  exit 1
}

# Maven alone needs seconds to find out that there is nothing to do.
build_if_stale() {
  local stamp=$target/built changed module
  changed=$root
  if [ -e "$stamp" ]; then
    changed=
    for module in ${MODULES//,/ }; do
      [ -e "$root/$module/target/$module.jar" ] || changed=$module
    done
    [ -n "$changed" ] || changed=$(find "$root/pom.xml" "$root"/*/pom.xml "$root"/*/*/pom.xml "$root"/*/src/main "$root"/*/*/src/main -newer "$stamp" -print -quit)
  fi
  [ -n "$changed" ] || return 0
  echo "Building ... (the first time this also downloads what it needs)"
  local started
  started=$(mktemp)
  if ! (cd "$root" && MAVEN_OPTS="${MAVEN_OPTS:-} --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow" \
    ./mvnw -q -Dmaven.test.skip=true -Dspotless.check.skip -pl "$MODULES" -am package); then
    rm -f "$started"
    echo "The build failed; the lines above say why." >&2
    exit 1
  fi
  # As of the beginning of the build: what was changed during it is newer.
  mv "$started" "$stamp"
}

# Java notices itself when another Java recorded, with a warning; not when a jar has changed: it would run the old code.
is_rehearsed() {
  cmp -s "$target/rehearsed" "$JAVA_HOME/release" &&
    [ -z "$(find "$target/built" "$target/standalone.jar" "$target/lib" -newer "$target/rehearsed" -print -quit)" ]
}

# Runs the platform once after a build, or with another JDK, and keeps what its JVMs learned for every start to come:
# docs/decisions/0010. Not tried again when it fails; starts then take longer, no more.
rehearse_if_stale() {
  local status=0 started
  if [ "${REHEARSAL:-on}" = off ] || is_rehearsed; then
    return
  fi
  echo "Rehearsing the start, once per build ... (REHEARSAL=off skips it, and later starts take longer)"
  rm -f "$target/standalone.aot"
  started=$(mktemp)
  (exec_java -XX:AOTCacheOutput="$target/standalone.aot" '-Xlog:aot*=error' \
    "${REMEMBER_ONLY_THE_BUSIEST[@]}" io.tableorder.standalone.Rehearsal) \
    >"$target/rehearsal.log" 2>&1 || status=$?
  if [ "$status" -gt 128 ]; then
    rm -f "$started"
    exit "$status"
  fi
  if [ "$status" -ne 0 ]; then
    rm -f "$target/standalone.aot"
    echo "The rehearsal failed, so starts take longer: see $target/rehearsal.log" >&2
  fi
  # As of the beginning of the rehearsal, like the build's.
  cat "$JAVA_HOME/release" >"$target/rehearsed"
  touch -r "$started" "$target/rehearsed"
  rm -f "$started"
}

# Runs a class, with options of its own before it, in place of this shell.
exec_java() {
  local cache=$target/standalone.aot
  if [ -e "$cache" ] && is_rehearsed; then
    set -- -XX:AOTCache="$cache" '-Xlog:aot*=off' "-Xlog:aot*=warning:file=$target/standalone-aot.log" "$@"
  fi
  exec "$JAVA_HOME/bin/java" -Xmx512m -XX:+ExitOnOutOfMemoryError -XX:+UseSerialGC "${COMPILE_LATE[@]}" \
    -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8 --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
    -Dtable-order.home="$root" -cp "$target/standalone.jar" "$@"
}
