//! `./dev help`.

/// What `./dev help` prints.
pub(crate) const HELP: &str = "\
./dev COMMAND

  run [--port N] [--state DIR]   the app in a browser page on this computer (http://127.0.0.1:8642)
  test [--long]                  every test, with a count at the end
  check                          formatting, lints, Kotlin warnings, paths named in the docs
  compile [app|preview|tests]    compile without running, to see whether it does
  test-kotlin [PART...]          only Kotlin test classes with PART in their name
  bench [NAME]                   how long things take, built as for the phone
  lock                           write gradle/verification-metadata.xml anew after a version changed
  help                           this list

What is missing on a Debian 12 machine is installed with apt-get, crates and Maven artefacts are
fetched by their own clients. CANDADO_MAVEN_REPOSITORY=ADDRESS adds a Maven repository.
";
