//! Which files there are, and reading them in the background, with progress; questions about all files wait for the first and go before the
//! second.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use tokio::sync::{Semaphore, watch};
use tower_lsp::Client as Connection;
use tower_lsp::gen_lsp_types as lsp;
use tower_lsp::jsonrpc::Result;

use super::super::order::{compute, compute_here};
use super::{Server, settings};
use crate::cancel::{Cancelled, Token as Cancel};
use crate::store::{self, Snapshot};

/// How many scans are under way or due.
#[derive(Clone, Copy, Default)]
pub(super) struct Scans {
    /// Those that look which files there are.
    pub walks: usize,
    /// Those that read them.
    pub reads: usize,
}

/// How many questions about all files are answered at once.
static LARGE: Semaphore = Semaphore::const_new(4);

/// How often files are looked for whose changes the client doesn't tell.
const LOOK_AGAIN: Duration = Duration::from_secs(5);

impl Server {
    /// Waits until it is known which files the workspace has; the open documents stay those of the snapshot.
    pub(super) async fn whole(&self, snap: Snapshot) -> Snapshot {
        let mut scans = self.scans.subscribe();
        // Fails only if the sender is gone, and `self` holds it.
        let _ = scans.wait_for(|scans| scans.walks == 0).await;
        if !self.client().watches_files && self.is_due() {
            let store = self.store.clone();
            // What was cancelled is looked for the next time.
            let _ = self.answer(move |cancel| store::look_again(&store, cancel)).await;
        }
        snap.with_workspace_of(&self.store.snapshot())
    }

    /// Waits until all files of the workspace are read, too.
    pub(super) async fn all_read(&self, snap: Snapshot) -> Snapshot {
        let _ = self.scans.subscribe().wait_for(|scans| scans.reads == 0).await;
        self.whole(snap).await
    }

    fn is_due(&self) -> bool {
        let mut looked = self.looked.lock().expect("no panic while the time is read");
        let is_due = looked.elapsed() > LOOK_AGAIN;
        if is_due {
            *looked = Instant::now();
        }
        is_due
    }

    /// Computes a short answer where it is sent from, while the reading of all files waits.
    pub(super) async fn answer_soon<T>(&self, work: impl FnOnce() -> std::result::Result<T, Cancelled>) -> Result<T> {
        let _question = self.store.question();
        compute_here(work).await
    }

    /// Computes an answer, while the reading of all files waits.
    pub(super) async fn answer<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Cancel) -> std::result::Result<T, Cancelled> + Send + 'static,
    ) -> Result<T> {
        let question = self.store.question();
        compute(move |cancel| {
            let _question = question;
            work(cancel)
        })
        .await
    }

    /// Computes an answer from all files: on all cores, so few do it at once, and those that wait hold up no quick question.
    pub(super) async fn answer_from_all<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Cancel) -> std::result::Result<T, Cancelled> + Send + 'static,
    ) -> Result<T> {
        // The semaphore is never closed.
        let turn = LARGE.acquire().await.ok();
        self.answer(move |cancel| {
            let _turn = turn;
            work(cancel)
        })
        .await
    }

    /// Looks which files there are and reads them in the background, and shows the progress.
    pub(super) fn start_scan(&self) {
        self.scans.send_modify(|scans| (scans.walks, scans.reads) = (scans.walks + 1, scans.reads + 1));
        let counts = Arc::new((AtomicUsize::new(0), AtomicUsize::new(0)));
        if self.client().progress {
            tokio::spawn(show_progress(
                self.connection.clone(),
                counts.clone(),
                self.initialized.subscribe(),
                self.scans.subscribe(),
            ));
        }
        let (store, scans, mut initialized) = (self.store.clone(), self.scans.clone(), self.initialized.subscribe());
        let (connection, client, changes) = (self.connection.clone(), self.client(), self.changes.clone());
        tokio::spawn(async move {
            let started = Instant::now();
            let walked = store.clone();
            let walk = compute(move |cancel| store::walk(&walked, cancel)).await;
            scans.send_modify(|scans| scans.walks -= 1);
            tracing::debug!("found the files in {} ms", started.elapsed().as_millis());
            let read = store.clone();
            let count = move |done, all| {
                counts.0.store(done, Ordering::Relaxed);
                counts.1.store(all, Ordering::Relaxed);
            };
            // A scan that nobody waits for any longer has read what it has.
            let _ = compute(move |cancel| store::read_all(&read, cancel, &count)).await;
            scans.send_modify(|scans| scans.reads -= 1);
            changes.send_modify(|changes| *changes += 1);
            let noted = store.clone();
            let _ = compute(move |cancel| noted.snapshot().note_defined_names(cancel)).await;
            if let Ok(walked) = walk {
                tracing::info!("read {} files in {} ms", walked.n_files, started.elapsed().as_millis());
                if walked.is_cut {
                    too_many_files(&connection, walked.n_files).await;
                }
            }
            let saved = store.clone();
            let _ = compute(move |_| {
                saved.save_cache();
                Ok(())
            })
            .await;
            // What no file seemed to use may be used by one that was read since.
            if initialized.wait_for(|&initialized| initialized).await.is_ok() {
                settings::refresh(connection, store, client).await;
            }
        });
    }
}

/// Says that the workspace is only known in part.
async fn too_many_files(connection: &Connection, n_files: usize) {
    let message = format!(
        "legb: the workspace has more than {n_files} Python files; the others are not read, so what is asked about all files is answered \
         from these. Open the project's own folder, or raise the setting legb.max-files."
    );
    tracing::warn!("{message}");
    connection.show_message(lsp::MessageType::Warning, message).await;
}

/// Shows how far the scan is, once the client may be sent requests.
async fn show_progress(
    connection: Connection,
    counts: Arc<(AtomicUsize, AtomicUsize)>,
    mut initialized: watch::Receiver<bool>,
    mut scans: watch::Receiver<Scans>,
) {
    let token = lsp::ProgressToken::String("legb-scan".into());
    let ready = initialized.wait_for(|&initialized| initialized).await.is_ok();
    if !ready || connection.create_work_done_progress(token.clone()).await.is_err() {
        return;
    }
    let progress = connection.progress(token, "Reading names").with_percentage(0).begin().await;
    while scans.borrow().reads > 0 {
        let (done, all) = (counts.0.load(Ordering::Relaxed), counts.1.load(Ordering::Relaxed));
        progress.report_with_message(format!("{done} of {all} files"), (100 * done / all.max(1)) as u32).await;
        let _ = tokio::time::timeout(Duration::from_millis(100), scans.changed()).await;
    }
    progress.finish().await;
}
