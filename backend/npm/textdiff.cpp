// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/npm/textdiff.h"

#include "backend/npm/filekind.h"

#include <git2.h>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

// A minified file has lines of megabytes: a screen needs the beginning.
constexpr qsizetype MaxLineCharacters = 2000;

// libgit2 counts its users; the last one out closes it.
class GitLibrary final
{
public:
    GitLibrary() { git_libgit2_init(); }
    ~GitLibrary() { git_libgit2_shutdown(); }
    Q_DISABLE_COPY_MOVE(GitLibrary)
};

git_diff_options options()
{
    git_diff_options options;
    git_diff_options_init(&options, GIT_DIFF_OPTIONS_VERSION);
    options.flags = GIT_DIFF_PATIENCE | GIT_DIFF_FORCE_TEXT | GIT_DIFF_INDENT_HEURISTIC;
    options.context_lines = 3;
    return options;
}

struct Collected
{
    FileDiff diff;
    int maxLines = 0;
    int lines = 0;
};

int onHunk(const git_diff_delta *, const git_diff_hunk *hunk, void *payload)
{
    auto &collected = *static_cast<Collected *>(payload);
    if (collected.lines >= collected.maxLines) {
        collected.diff.truncated = true;
        return 1;
    }
    const auto header = QString::fromUtf8(hunk->header, qsizetype(hunk->header_len));
    collected.diff.hunks << DiffHunk{header.trimmed().left(MaxLineCharacters), {}};
    return 0;
}

int onLine(const git_diff_delta *, const git_diff_hunk *, const git_diff_line *line, void *payload)
{
    auto &collected = *static_cast<Collected *>(payload);
    const QChar sign = QLatin1Char(line->origin);
    if (sign != u' ' && sign != u'+' && sign != u'-')
        return 0; // "no newline at end of file"
    if (collected.lines++ >= collected.maxLines) {
        collected.diff.truncated = true;
        return 1;
    }
    QString text = QString::fromUtf8(line->content, qsizetype(line->content_len));
    if (text.endsWith(u'\n'))
        text.chop(1);
    if (text.size() > MaxLineCharacters) {
        text.truncate(MaxLineCharacters);
        collected.diff.truncated = true;
    }
    collected.diff.hunks.last().lines
        << DiffLine{sign, std::max(line->old_lineno, 0), std::max(line->new_lineno, 0), text};
    return 0;
}

int countLine(
    const git_diff_delta *, const git_diff_hunk *, const git_diff_line *line, void *payload)
{
    auto &counts = *static_cast<LineCounts *>(payload);
    counts.added += line->origin == GIT_DIFF_LINE_ADDITION ? 1 : 0;
    counts.removed += line->origin == GIT_DIFF_LINE_DELETION ? 1 : 0;
    return 0;
}

void compare(const QByteArray &before, const QByteArray &after, git_diff_hunk_cb hunk,
    git_diff_line_cb line, void *payload)
{
    const GitLibrary library;
    const git_diff_options how = options();
    git_diff_buffers(before.constData(), size_t(before.size()), nullptr, after.constData(),
        size_t(after.size()), nullptr, &how, nullptr, nullptr, hunk, line, payload);
}

} // namespace

LineCounts countLines(const QByteArray &before, const QByteArray &after)
{
    LineCounts counts;
    compare(before, after, nullptr, countLine, &counts);
    return counts;
}

FileDiff diffText(
    const QString &path, const QByteArray &before, const QByteArray &after, int maxLines)
{
    Collected collected;
    collected.diff.path = path;
    collected.diff.binary = isBinary(before) || isBinary(after);
    collected.maxLines = maxLines;
    if (before.size() > MaxDiffBytes || after.size() > MaxDiffBytes)
        collected.diff.truncated = true;
    else if (!collected.diff.binary)
        compare(before, after, onHunk, onLine, &collected);
    return collected.diff;
}

} // namespace gatehouse
