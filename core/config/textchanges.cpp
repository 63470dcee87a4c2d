// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/textchanges.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <vector>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

constexpr qsizetype contextLines = 3;
//! Above this many pairs of lines the middle counts as replaced: marks are an aid, not worth seconds.
constexpr qsizetype mostPairs = 4'000'000;

struct Step
{
    QChar sign;
    qsizetype oldLine;
    qsizetype newLine;
};
using Script = std::vector<Step>;

QStringList linesOf(const QString &text)
{
    QStringList lines = text.split(u'\n');
    if (!lines.isEmpty() && lines.last().isEmpty())
        lines.removeLast();
    return lines;
}

//! Lengths of longest common subsequences of the tails, row by row.
std::vector<int> commonLengths(const QStringList &a, const QStringList &b)
{
    const size_t width = size_t(b.size()) + 1;
    std::vector<int> lengths((size_t(a.size()) + 1) * width, 0);
    for (size_t i = size_t(a.size()); i-- > 0;) {
        for (size_t j = size_t(b.size()); j-- > 0;) {
            lengths[i * width + j] = a.at(qsizetype(i)) == b.at(qsizetype(j))
                ? lengths[(i + 1) * width + j + 1] + 1
                : std::max(lengths[(i + 1) * width + j], lengths[i * width + j + 1]);
        }
    }
    return lengths;
}

void appendMiddle(Script &script, const QStringList &a, const QStringList &b, qsizetype head)
{
    const bool tooLarge = a.size() * b.size() > mostPairs;
    const std::vector<int> lengths = tooLarge ? std::vector<int>() : commonLengths(a, b);
    const size_t width = size_t(b.size()) + 1;
    qsizetype i = 0;
    qsizetype j = 0;
    while (i < a.size() || j < b.size()) {
        if (!tooLarge && i < a.size() && j < b.size() && a.at(i) == b.at(j)) {
            script.push_back({u' ', head + i++, head + j++});
            continue;
        }
        const bool remove = j >= b.size()
            || (i < a.size() && (tooLarge || lengths[size_t(i + 1) * width + size_t(j)] >= lengths[size_t(i) * width + size_t(j + 1)]));
        if (remove)
            script.push_back({u'-', head + i++, head + j});
        else
            script.push_back({u'+', head + i, head + j++});
    }
}

Script scriptOf(const QStringList &a, const QStringList &b)
{
    qsizetype head = 0;
    const qsizetype shorter = std::min(a.size(), b.size());
    while (head < shorter && a.at(head) == b.at(head))
        ++head;
    qsizetype tail = 0;
    while (tail < shorter - head && a.at(a.size() - 1 - tail) == b.at(b.size() - 1 - tail))
        ++tail;
    Script script;
    for (qsizetype line = 0; line < head; ++line)
        script.push_back({u' ', line, line});
    appendMiddle(script, a.mid(head, a.size() - head - tail), b.mid(head, b.size() - head - tail), head);
    for (qsizetype line = tail; line > 0; --line)
        script.push_back({u' ', a.size() - line, b.size() - line});
    return script;
}

DiffHunk hunkOf(const Script &script, size_t first, size_t last, const QStringList &a, const QStringList &b)
{
    DiffHunk hunk;
    int removed = 0;
    int added = 0;
    for (size_t at = first; at <= last; ++at) {
        const Step &step = script[at];
        DiffLine line;
        line.sign = step.sign;
        line.oldLine = step.sign == u'+' ? 0 : int(step.oldLine) + 1;
        line.newLine = step.sign == u'-' ? 0 : int(step.newLine) + 1;
        line.text = step.sign == u'-' ? a.at(step.oldLine) : b.at(step.newLine);
        removed += step.sign == u'+' ? 0 : 1;
        added += step.sign == u'-' ? 0 : 1;
        hunk.lines.append(line);
    }
    const int oldStart = int(script[first].oldLine) + (removed > 0 ? 1 : 0);
    const int newStart = int(script[first].newLine) + (added > 0 ? 1 : 0);
    hunk.header = u"@@ -%1,%2 +%3,%4 @@"_s.arg(oldStart).arg(removed).arg(newStart).arg(added);
    return hunk;
}

QString parentOf(const QString &pointer)
{
    return pointer.left(pointer.lastIndexOf(u'/'));
}

QString unescaped(QString step)
{
    return step.replace(u"~1"_s, u"/"_s).replace(u"~0"_s, u"~"_s);
}

bool isIndex(const QString &step)
{
    return !step.isEmpty() && std::all_of(step.begin(), step.end(), [](QChar c) { return c.isDigit(); });
}

bool isBelow(const QString &pointer, const QString &above)
{
    return pointer.size() > above.size() && pointer.startsWith(above) && pointer.at(above.size()) == u'/';
}

//! Places of \a document that \a other has not, without what is below them.
QStringList onlyIn(const YamlDocument &document, const YamlDocument &other)
{
    QStringList found;
    for (const YamlDocument::Place &place : document.places()) {
        const bool covered = !found.isEmpty() && isBelow(place.pointer, found.last());
        if (!covered && !other.find(place.pointer))
            found.append(place.pointer);
    }
    return found;
}

QJsonValue plainValue(const QString &text)
{
    if (text.isEmpty() || text == "~"_L1 || text == "null"_L1)
        return QJsonValue::Null;
    if (text == "true"_L1 || text == "false"_L1)
        return text == "true"_L1;
    bool isNumber = false;
    const double number = text.toDouble(&isNumber);
    return isNumber && (text.front().isDigit() || text.front() == u'-') ? QJsonValue(number) : QJsonValue(text);
}

} // namespace

LineChanges changedLines(const QString &base, const QString &text)
{
    const QStringList a = linesOf(base);
    const QStringList b = linesOf(text);
    LineChanges changes;
    changes.marks.fill(LineMark::Same, b.size());
    const Script script = scriptOf(a, b);
    for (size_t at = 0; at < script.size();) {
        qsizetype removed = 0;
        qsizetype added = 0;
        const qsizetype line = script[at].newLine;
        while (at < script.size() && script[at].sign != u' ') {
            ++(script[at].sign == u'-' ? removed : added);
            ++at;
        }
        for (qsizetype i = 0; i < added; ++i)
            changes.marks[line + i] = i < removed ? LineMark::Changed : LineMark::Added;
        if (removed > added)
            changes.removedBefore.insert(int(line + added));
        if (removed + added == 0)
            ++at;
    }
    return changes;
}

FileDiff unifiedDiff(const QString &path, const QString &base, const QString &text)
{
    const QStringList a = linesOf(base);
    const QStringList b = linesOf(text);
    const Script script = scriptOf(a, b);
    FileDiff diff;
    diff.path = path;
    for (size_t at = 0; at < script.size(); ++at) {
        if (script[at].sign == u' ')
            continue;
        const size_t first = at - std::min(at, size_t(contextLines));
        size_t last = at;
        for (size_t next = at; next < script.size() && next <= last + size_t(2 * contextLines); ++next) {
            if (script[next].sign != u' ')
                last = next;
        }
        const size_t end = std::min(script.size() - 1, last + size_t(contextLines));
        diff.hunks.append(hunkOf(script, first, end, a, b));
        at = end;
    }
    return diff;
}

QList<KeyChange> changedKeys(const YamlDocument &base, const YamlDocument &now)
{
    QList<KeyChange> changes;
    const QStringList added = onlyIn(now, base);
    for (const YamlDocument::Place &place : now.places()) {
        if (added.contains(place.pointer)) {
            changes.append({place.pointer, LineMark::Added, false});
            continue;
        }
        const YamlDocument::Place *before = base.find(place.pointer);
        if (before && (before->isScalar || place.isScalar) && (before->isScalar != place.isScalar || before->scalar != place.scalar))
            changes.append({place.pointer, LineMark::Changed, false});
    }
    const QStringList removed = onlyIn(base, now);
    for (const QString &pointer : removed)
        changes.append({pointer, LineMark::Changed, true});
    return changes;
}

QString shortKey(const QString &pointer)
{
    const QString step = pointer.mid(pointer.lastIndexOf(u'/') + 1);
    const QString parent = parentOf(pointer);
    if (isIndex(step) && !parent.isEmpty())
        return u"%1[%2]"_s.arg(shortKey(parent), step);
    return unescaped(step);
}

QString dottedKey(const QString &pointer)
{
    QString text;
    const QStringList steps = pointer.mid(1).split(u'/');
    for (const QString &step : steps) {
        if (isIndex(step) && !text.isEmpty())
            text += u"[%1]"_s.arg(step);
        else
            text += (text.isEmpty() ? QString() : u"."_s) + unescaped(step);
    }
    return text;
}

QJsonValue valueAt(const YamlDocument &document, const QString &pointer)
{
    const YamlDocument::Place *place = document.find(pointer);
    if (!place)
        return QJsonValue::Undefined;
    if (place->isScalar)
        return plainValue(place->scalar);
    QJsonArray list;
    QJsonObject map;
    for (const YamlDocument::Place &child : document.places()) {
        if (!isBelow(child.pointer, pointer) || parentOf(child.pointer) != pointer)
            continue;
        if (child.length == 0)
            list.append(valueAt(document, child.pointer));
        else
            map.insert(unescaped(child.pointer.mid(pointer.size() + 1)), valueAt(document, child.pointer));
    }
    return list.isEmpty() ? QJsonValue(map) : QJsonValue(list);
}

QString valueText(const QJsonValue &value)
{
    if (value.isString())
        return value.toString();
    const QByteArray wrapped = QJsonDocument(QJsonArray {value}).toJson(QJsonDocument::Compact);
    return QString::fromUtf8(wrapped.sliced(1, wrapped.size() - 2));
}

SchemaNote schemaNote(const QJsonObject &schema, const QString &pointer)
{
    QJsonObject node = schema;
    const QStringList steps = pointer.mid(1).split(u'/');
    for (const QString &step : steps) {
        const QJsonObject properties = node.value(u"properties"_s).toObject();
        const QString key = unescaped(step);
        node = properties.contains(key) ? properties.value(key).toObject() : node.value(u"items"_s).toObject();
    }
    return {node.value(u"type"_s).toString(), node.value(u"description"_s).toString().simplified()};
}

bool isSecretReference(const QString &text)
{
    return (text.startsWith("${"_L1) && text.endsWith(u'}')) || text.startsWith("vault:"_L1);
}

} // namespace gatehouse
