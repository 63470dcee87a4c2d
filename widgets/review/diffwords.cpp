// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/review/diffwords.h"

#include "core/review/comparisonreader.h"
#include "models/review/filelistmodel.h"
#include "widgets/common/vocabulary.h"

#include <QCoreApplication>
#include <QLocale>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse::diffwords {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(gatehouse::DiffWords)
};

struct ReasonLook
{
    const char *reason;
    const char *word;
    IconName icon;
    Tone tone;
};

//! The most important first.
constexpr ReasonLook reasonLooks[] = {
    {"install_script", QT_TRANSLATE_NOOP("gatehouse::DiffWords", "Install script"), IconName::Terminal, Tone::Bad},
    {"new_binary", QT_TRANSLATE_NOOP("gatehouse::DiffWords", "New binary"), IconName::TriangleAlert, Tone::Bad},
    {"compiled", QT_TRANSLATE_NOOP("gatehouse::DiffWords", "Compiled code"), IconName::TriangleAlert, Tone::Bad},
    {"finding", QT_TRANSLATE_NOOP("gatehouse::DiffWords", "Finding"), IconName::TriangleAlert, Tone::Warn},
    {"manifest", QT_TRANSLATE_NOOP("gatehouse::DiffWords", "Manifest"), IconName::Package, Tone::Neutral},
    {"config_schema", QT_TRANSLATE_NOOP("gatehouse::DiffWords", "Configuration"), IconName::Sliders, Tone::Neutral},
    {"script", QT_TRANSLATE_NOOP("gatehouse::DiffWords", "Script"), IconName::Terminal, Tone::Warn},
    {"minified", QT_TRANSLATE_NOOP("gatehouse::DiffWords", "Minified"), IconName::FileCode, Tone::Neutral},
    {"source_map", QT_TRANSLATE_NOOP("gatehouse::DiffWords", "Source map"), IconName::FileCode, Tone::Neutral},
};

QString digestText(const FileChange &file)
{
    const QString before = file.oldDigest.value_or(QString());
    const QString after = file.newDigest.value_or(QString());
    if (before.isEmpty() || after.isEmpty())
        return before + after;
    return Words::tr("%1 → %2").arg(before, after);
}

QString binaryText(const FileChange &file)
{
    QString sizes;
    switch (file.kind) {
    case FileChangeKind::Added:
        sizes = Words::tr("A binary file of %1.").arg(sizeText(file.newSize));
        break;
    case FileChangeKind::Deleted:
        sizes = Words::tr("A binary file of %1 is gone.").arg(sizeText(file.oldSize));
        break;
    default:
        sizes = Words::tr("A binary file, %1 before and %2 now.").arg(sizeText(file.oldSize), sizeText(file.newSize));
    }
    return sizes + u' ' + digestText(file);
}

QString lineWords(const DiffDocument &document, const DiffPlace &place, const ShownRow &row)
{
    const FileComparison &comparison = *document.section(place.section).comparison;
    const auto text = document.text(place.section, place.row, place.side);
    if (!row.changed)
        return Words::tr("%1: %2").arg(comparison.after.number(row.right)).arg(text.value_or(QStringView()));
    if (!text)
        return place.side == DiffSide::After ? Words::tr("Nothing on the new side") : Words::tr("Nothing on the old side");
    const bool removed = document.mode() == DiffMode::Unified ? row.right < 0 : place.side == DiffSide::Before;
    return removed ? Words::tr("%1 removed: %2").arg(comparison.before.number(row.left)).arg(*text)
                   : Words::tr("%1 added: %2").arg(comparison.after.number(row.right)).arg(*text);
}

} // namespace

QString groupName(int group)
{
    switch (group) {
    case FileListModel::LookFirst:
        return Words::tr("Look first");
    case FileListModel::Text:
        return Words::tr("Text and types");
    default:
        return Words::tr("Code");
    }
}

QList<BadgeLook> badges(const FileChange &file)
{
    QList<BadgeLook> looks;
    for (const ReasonLook &look : reasonLooks) {
        if (!file.reasons.contains(QLatin1String(look.reason)))
            continue;
        BadgeLook badge;
        badge.text = Words::tr(look.word);
        badge.icon = look.icon;
        badge.tone = look.tone;
        looks.append(badge);
    }
    return looks;
}

QString spokenFile(const FileChange &file, bool reviewed)
{
    QStringList words {file.path, term(file.kind).word};
    if (file.binary)
        words += Words::tr("binary");
    else
        words += {Words::tr("%n lines added", nullptr, file.added), Words::tr("%n removed", nullptr, file.removed)};
    const QList<BadgeLook> looks = badges(file);
    for (const BadgeLook &look : looks)
        words += look.text;
    words += reviewed ? Words::tr("reviewed") : Words::tr("not reviewed");
    return words.join(u", "_s);
}

NoteWords note(const DiffSection &section, DiffNote note)
{
    const FileChange &file = section.file;
    switch (note) {
    case DiffNote::Reading:
        return {Words::tr("Reading…"), {}, IconName::Hourglass, Tone::Neutral};
    case DiffNote::Failed:
        return {section.error ? section.error->message : QString(), Words::tr("Try again"), IconName::CircleAlert, Tone::Bad};
    case DiffNote::Long:
        return {Words::tr("%1: too long to be compared by itself.").arg(sizeText(std::max(file.oldSize, file.newSize))), Words::tr("Compare it"),
            IconName::FileText, Tone::Neutral};
    case DiffNote::Binary:
        return {binaryText(file), {}, IconName::Hash, Tone::Neutral};
    case DiffNote::Renamed:
        return {Words::tr("Was %1. The content is the same.").arg(file.oldPath.value_or(QString())), {}, IconName::CornerDownRight, Tone::Neutral};
    case DiffNote::SameText:
        return {Words::tr("The two differ only in bytes that are no text."), {}, IconName::TriangleAlert, Tone::Warn};
    case DiffNote::OnlyWhitespace:
        return {Words::tr("Only white space differs."), Words::tr("Show it"), IconName::Pilcrow, Tone::Neutral};
    case DiffNote::MadeReadable:
        return {Words::tr("Minified: line breaks were added to make it readable. Numbers are those of the file."), Words::tr("As published"),
            IconName::FileCode, Tone::Neutral};
    case DiffNote::HiddenCharacters:
        return {Words::tr("%n characters that cannot be seen or turn the direction of text", nullptr, section.comparison ? section.comparison->hiddenCharacters : 0),
            {}, IconName::TriangleAlert, Tone::Bad};
    case DiffNote::Cut:
        return {Words::tr("Only the first %1 of each side are here.").arg(sizeText(mostFileBytes)), {}, IconName::CircleAlert, Tone::Warn};
    }
    return {};
}

QString stretch(const Stretch &stretch)
{
    const QString lines = u"@@ %1,%2 → %3,%4 @@"_s.arg(stretch.left).arg(stretch.leftCount).arg(stretch.right).arg(stretch.rightCount);
    return stretch.heading.isEmpty() ? lines : QString(lines + u' ' + stretch.heading);
}

QString hidden(int lines)
{
    return Words::tr("%n lines are hidden", nullptr, lines);
}

QString spokenRow(const DiffDocument &document, const DiffPlace &place)
{
    if (!place.isValid() || place.section >= document.count())
        return {};
    const DiffSection &section = document.section(place.section);
    if (place.row < 0 || place.row >= int(section.rows.size()))
        return spokenFile(section.file, section.isReviewed);
    const ShownRow &row = section.rows[size_t(place.row)];
    switch (row.kind) {
    case ShownRow::Kind::Fold: {
        const Stretch after = stretchAfter(*section.comparison, section.folds, row.item);
        return after.hidden > 0 ? hidden(after.hidden) : stretch(after);
    }
    case ShownRow::Kind::Attachment:
        return Words::tr("A remark on the line above");
    default:
        return lineWords(document, place, row);
    }
}

QString sizeText(qint64 bytes)
{
    return QLocale().formattedDataSize(bytes, 1, QLocale::DataSizeTraditionalFormat);
}

} // namespace gatehouse::diffwords
