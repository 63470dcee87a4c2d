// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/review/linediff.h"

#include <git2.h>

namespace gatehouse {

namespace {

// libgit2 counts its users; the last one out closes it.
class GitLibrary final
{
public:
    GitLibrary() { git_libgit2_init(); }
    ~GitLibrary() { git_libgit2_shutdown(); }
    Q_DISABLE_COPY_MOVE(GitLibrary)
};

//! git names the line before a run of no lines, and counts from 1.
int firstIndex(int start, int count)
{
    return count == 0 ? start : start - 1;
}

int takeHunk(const git_diff_delta *, const git_diff_hunk *hunk, void *payload)
{
    static_cast<std::vector<LineRun> *>(payload)->push_back({firstIndex(hunk->old_start, hunk->old_lines), hunk->old_lines,
        firstIndex(hunk->new_start, hunk->new_lines), hunk->new_lines});
    return 0;
}

} // namespace

std::vector<LineRun> changedRuns(const SideText &before, const SideText &after, Whitespace whitespace)
{
    std::vector<LineRun> runs;
    if (before.count() == 0 || after.count() == 0) {
        if (before.count() + after.count() > 0)
            runs.push_back({0, before.count(), 0, after.count()});
        return runs;
    }
    const QByteArray old = before.text().toUtf8();
    const QByteArray now = after.text().toUtf8();
    const GitLibrary library;
    git_diff_options how = GIT_DIFF_OPTIONS_INIT;
    how.flags = GIT_DIFF_PATIENCE | GIT_DIFF_FORCE_TEXT | GIT_DIFF_INDENT_HEURISTIC;
    if (whitespace == Whitespace::Ignored)
        how.flags |= GIT_DIFF_IGNORE_WHITESPACE;
    how.context_lines = 0;
    how.interhunk_lines = 0;
    git_diff_buffers(old.constData(), size_t(old.size()), nullptr, now.constData(), size_t(now.size()), nullptr, &how, nullptr, nullptr,
        takeHunk, nullptr, &runs);
    return runs;
}

} // namespace gatehouse
