//! The command line: subcommands to questions, outcomes to exit codes.

#[cfg(not(target_env = "msvc"))]
#[path = "main/memory.rs"]
mod memory;
#[path = "main/stdout.rs"]
mod stdout;

use std::io::{BufWriter, IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, CommandFactory, Parser, Subcommand};

use legb::cli::{self, Output, Place, Question, check};
use legb::codes::Code;
use legb::scope::Python;

/// A language server for Python names: exact, instant, safe.
#[derive(Parser)]
#[command(version = env!("LEGB_VERSION"), after_help = EXIT_CODES)]
struct Command {
    #[command(subcommand)]
    action: Action,
}

const EXIT_CODES: &str = "Exit codes: 0 an answer, 1 nothing found or refused (the reason is on stderr), 2 misuse.";

const CHECK_EXIT_CODES: &str = "Exit codes: 0 no error, 1 an error found, 2 misuse. Warnings and hints leave it at 0.";

#[derive(Subcommand)]
enum Action {
    /// Serve an editor over standard input and output (LSP).
    Server {
        /// Understand the messages that tests need.
        #[arg(long, hide = true)]
        test_hooks: bool,
        /// What editors pass by habit; it is the only transport.
        #[arg(long, hide = true)]
        stdio: bool,
    },
    /// Where a name is bound, imports followed to their origin.
    Definition(Asked),
    /// Where a name is bound in its own file: an import is its own declaration.
    Declaration(Asked),
    /// Every occurrence of a variable in the workspace.
    References(Asked),
    /// What a name is: its kind, its owner, its binding.
    Hover(Asked),
    /// What can be done at a place: remove what is unused, add what is missing, inline an alias, make a name mean another variable.
    Actions {
        #[command(flatten)]
        asked: Asked,
        /// Do the action with this number, as they are listed.
        #[arg(long, value_name = "NUMBER", conflicts_with = "json")]
        apply: Option<usize>,
    },
    /// Give a variable a new name everywhere, or say why that would change the program.
    Rename {
        #[command(flatten)]
        asked: Asked,
        /// The new name.
        new_name: String,
        /// Change the files: all of them, or none.
        #[arg(long, conflicts_with = "diff")]
        write: bool,
        /// Show what would change as a unified diff, and write nothing: what is done without --write.
        #[arg(long)]
        diff: bool,
    },
    /// What is wrong, or looks wrong, with files: the diagnostics that an editor shows.
    #[command(after_help = CHECK_EXIT_CODES)]
    Check(check::Options),
    /// The environment that a project's code runs in: its interpreter, why this one, and where imports are looked for.
    Environment {
        /// Answer in JSON.
        #[arg(long)]
        json: bool,
        /// A file, or the folder of a project.
        #[arg(default_value = ".")]
        path: PathBuf,
    },
    /// What a code of `legb check` means, with an example, what to do, and the rule; without a code, a line on each.
    Explain {
        /// Such as unbound-name.
        code: Option<Code>,
    },
    /// The tree of a file's blocks, each with its names and where they are looked up.
    Blocks {
        /// The version whose rules apply, such as 3.13.
        #[arg(long, value_name = "VERSION")]
        python: Option<Python>,
        #[command(flatten)]
        form: Form,
        /// The file.
        file: PathBuf,
    },
    /// How much there is in a workspace, and the memory that it takes, by kind of data.
    Stats {
        /// Answer in JSON.
        #[arg(long)]
        json: bool,
        /// The folder.
        path: PathBuf,
    },
    /// Every name of every file with its kind, block and owner: one JSON line a file.
    Names {
        /// The version whose rules apply, such as 3.13; without it, that of the project around the first path.
        #[arg(long)]
        python: Option<Python>,
        /// Show paths relative to this folder.
        #[arg(long)]
        root: Option<PathBuf>,
        /// Add the instruction that each occurrence is compiled to, such as LOAD_FAST.
        #[arg(long)]
        opcodes: bool,
        /// Files, and folders to search for Python files.
        #[arg(required = true)]
        paths: Vec<PathBuf>,
    },
    /// A script that completes the command line: `source <(legb completions bash)`.
    Completions {
        /// The shell that runs it.
        shell: clap_complete::Shell,
    },
    /// The manual page, for `legb man | man -l -`.
    Man {
        /// The subcommand that it is about; without it, all of legb.
        subcommand: Option<String>,
    },
}

/// How the tree of blocks is answered; as text without any of these.
#[derive(Args)]
#[group(multiple = false)]
struct Form {
    /// Answer in JSON.
    #[arg(long)]
    json: bool,
    /// Answer as a graph for Graphviz.
    #[arg(long)]
    dot: bool,
    /// Draw a picture.
    #[arg(long)]
    svg: bool,
    /// Draw a picture whose names show where they lead when pointed at.
    #[arg(long)]
    html: bool,
}

#[derive(Args)]
struct Asked {
    /// FILE:LINE:COLUMN, counted from 1 as compilers print them; columns count characters.
    place: Place,
    /// The folder whose files are the workspace; without it, the project around the file.
    #[arg(long)]
    root: Option<PathBuf>,
    /// Answer in JSON.
    #[arg(long)]
    json: bool,
}

fn main() -> ExitCode {
    let action = Command::parse().action;
    if !matches!(action, Action::Server { .. }) {
        log_to_stderr();
    }
    let answer = |question, asked: &Asked| cli::answer(question, &asked.place, asked.root.as_deref(), asked.json);
    match action {
        Action::Server { test_hooks, .. } => serve(test_hooks),
        Action::Definition(asked) => finish(answer(Question::Definition, &asked)),
        Action::Declaration(asked) => finish(answer(Question::Declaration, &asked)),
        Action::References(asked) => finish(answer(Question::References, &asked)),
        Action::Hover(asked) => finish(answer(Question::Hover, &asked)),
        Action::Actions { asked, apply } => finish(answer(Question::Actions { apply }, &asked)),
        Action::Rename { asked, new_name, write, .. } => {
            finish(answer(Question::Rename { new_name: &new_name, write }, &asked))
        }
        Action::Blocks { python, form, file } => {
            let python = python.unwrap_or_else(|| cli::python_around(&file));
            let form = match form {
                Form { json: true, .. } => cli::blocks::Form::Json,
                Form { dot: true, .. } => cli::blocks::Form::Dot,
                Form { svg: true, .. } => cli::blocks::Form::Svg,
                Form { html: true, .. } => cli::blocks::Form::Html,
                _ => cli::blocks::Form::Text,
            };
            finish(cli::blocks::run(&file, form, python))
        }
        Action::Check(options) => {
            match check::run(&options, wants_colour(), &mut BufWriter::new(std::io::stdout().lock())) {
                Ok(true) => ExitCode::SUCCESS,
                Ok(false) => ExitCode::FAILURE,
                Err(failure) => finish(Err(failure)),
            }
        }
        Action::Stats { json, path } => finish(cli::stats::run(&path, json)),
        Action::Environment { json, path } => finish(cli::environment::run(&path, json)),
        Action::Explain { code } => finish(Ok(cli::explain(code))),
        Action::Names { python, root, opcodes, paths } => {
            let python = python.unwrap_or_else(|| cli::python_around(&paths[0]));
            let options = cli::names::Options { root: root.as_deref(), python, opcodes };
            let written = cli::names::run(&paths, options, &mut std::io::stdout().lock());
            finish(written.map(|()| Output::default()).map_err(|error| cli::Failure::Nothing(error.to_string())))
        }
        Action::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Command::command(), "legb", &mut script);
            finish(Ok(Output(String::from_utf8_lossy(&script).into_owned())))
        }
        Action::Man { subcommand } => finish(manual(subcommand.as_deref())),
    }
}

/// The manual page of legb or of a subcommand, in roff.
fn manual(subcommand: Option<&str>) -> Result<Output, cli::Failure> {
    let mut whole = Command::command();
    whole.build();
    let about = match subcommand {
        None => whole,
        Some(name) => {
            let found = whole.find_subcommand(name).filter(|found| !found.is_hide_set()).cloned();
            let missing = || cli::Failure::Misuse(format!("there is no subcommand {name}; legb --help lists them"));
            found.ok_or_else(missing)?
        }
    };
    let mut page = Vec::new();
    let rendered = clap_mangen::Man::new(about).render(&mut page);
    rendered.map_err(|error| cli::Failure::Nothing(error.to_string()))?;
    Ok(Output(String::from_utf8_lossy(&page).into_owned()))
}

/// Tells on stderr what is amiss around an answer, such as a setting that can't be read.
fn log_to_stderr() {
    let log = tracing_subscriber::fmt().with_writer(std::io::stderr).with_max_level(tracing::Level::WARN);
    log.without_time().with_target(false).with_ansi(false).init();
}

/// Whether standard output shows colours, and nobody minds (<https://no-color.org>).
fn wants_colour() -> bool {
    std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}

fn serve(test_hooks: bool) -> ExitCode {
    #[cfg(not(target_env = "msvc"))]
    if let Err(error) = memory::give_back() {
        tracing::debug!("the allocator gives memory back when it will: {error}");
    }
    // One may wait for a client that doesn't read.
    let n_threads = std::thread::available_parallelism().map_or(2, |n| n.get().max(2));
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(n_threads).enable_all().build();
    match runtime.and_then(|runtime| Ok((runtime, stdout::Stdout::new()?))) {
        Ok((runtime, stdout)) => {
            let code = runtime.block_on(legb::lsp::serve(tokio::io::stdin(), stdout, test_hooks));
            // Without waiting for threads: one of them reads from standard input for ever.
            std::process::exit(code.into())
        }
        Err(error) => {
            eprintln!("legb: the server can't start: {error}");
            ExitCode::FAILURE
        }
    }
}

fn finish(outcome: Result<Output, cli::Failure>) -> ExitCode {
    match outcome {
        Ok(Output(text)) => {
            // A reader that has seen enough closes the pipe: no fault of ours.
            let _ = std::io::stdout().lock().write_all(text.as_bytes());
            ExitCode::SUCCESS
        }
        Err(cli::Failure::Refused(Output(answer), reason)) => {
            let _ = std::io::stdout().lock().write_all(answer.as_bytes());
            eprintln!("legb: {reason}");
            ExitCode::from(1)
        }
        Err(cli::Failure::Nothing(reason)) => {
            eprintln!("legb: {reason}");
            ExitCode::from(1)
        }
        Err(cli::Failure::Misuse(reason)) => {
            eprintln!("legb: {reason}");
            ExitCode::from(2)
        }
    }
}
