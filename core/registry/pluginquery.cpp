// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/registry/pluginquery.h"

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

//! Splits at blanks outside double quotes; the quotes stay for takeValues.
QStringList words(const QString &text)
{
    QStringList result;
    QString word;
    bool quoted = false;
    for (const QChar c : text) {
        if (c == u'"')
            quoted = !quoted;
        if (c.isSpace() && !quoted) {
            if (!word.isEmpty())
                result += std::exchange(word, {});
        } else {
            word += c;
        }
    }
    if (!word.isEmpty())
        result += word;
    return result;
}

QStringList takeValues(const QString &text)
{
    QStringList values;
    QString value;
    bool quoted = false;
    for (const QChar c : text) {
        if (c == u'"')
            quoted = !quoted;
        else if (c == u',' && !quoted)
            values += std::exchange(value, {});
        else
            value += c.toLower();
    }
    values += value;
    values.removeAll(QString());
    values.removeDuplicates();
    return values;
}

QString quotedIfNeeded(const QString &value)
{
    const bool plain = std::none_of(value.begin(), value.end(), [](QChar c) { return c.isSpace() || c == u',' || c == u':'; });
    if (plain && !value.startsWith(u'!'))
        return value;
    return QString(u'"' + value + u'"');
}

} // namespace

PluginQuery PluginQuery::parse(const QString &text)
{
    PluginQuery query;
    const QStringList all = words(text);
    for (QString word : all) {
        const bool exclude = word.startsWith(u'!');
        if (exclude)
            word.remove(0, 1);
        const qsizetype colon = word.startsWith(u'"') ? -1 : word.indexOf(u':');
        const QString field = colon > 0 ? word.left(colon).toLower() : QString();
        if (fields().contains(field)) {
            const QStringList values = takeValues(word.mid(colon + 1));
            for (const QString &value : values)
                query.set(field, value, true, exclude);
        } else {
            word.remove(u'"');
            if (!word.isEmpty())
                query.terms.append({{}, {word.toLower()}, exclude});
        }
    }
    return query;
}

QString PluginQuery::toText() const
{
    QStringList parts;
    for (const Term &term : terms) {
        QStringList values;
        for (const QString &value : term.values)
            values += quotedIfNeeded(value);
        QString part = term.exclude ? u"!"_s : QString();
        if (!term.field.isEmpty())
            part += term.field + u':';
        parts += part + values.join(u',');
    }
    return parts.join(u' ');
}

QStringList PluginQuery::fields()
{
    return {u"status"_s, u"risk"_s, u"category"_s, u"owner"_s, u"tag"_s, u"lifecycle"_s, u"licence"_s,
        u"publisher"_s, u"in"_s, u"update"_s, u"request"_s};
}

bool PluginQuery::has(const QString &field, const QString &value, bool exclude) const
{
    return std::any_of(terms.begin(), terms.end(), [&](const Term &term) {
        return term.field == field && term.exclude == exclude && term.values.contains(value.toLower());
    });
}

void PluginQuery::set(const QString &field, const QString &value, bool on, bool exclude)
{
    const QString wanted = value.toLower();
    const auto term = std::find_if(terms.begin(), terms.end(),
        [&](const Term &t) { return t.field == field && t.exclude == exclude; });
    if (on && term == terms.end()) {
        terms.append({field, {wanted}, exclude});
    } else if (on && !term->values.contains(wanted)) {
        term->values.append(wanted);
    } else if (!on && term != terms.end()) {
        term->values.removeAll(wanted);
        if (term->values.isEmpty())
            terms.erase(term);
    }
}

} // namespace gatehouse
