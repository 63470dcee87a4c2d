// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/npm/npmrc.h"

#include <QFile>
#include <QRegularExpression>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

constexpr qint64 MaxFileBytes = 1 << 20;

// An unset variable stays as written, as npm does, so that the mistake can be seen.
QString expanded(const QString &text, const QProcessEnvironment &environment)
{
    static const QRegularExpression reference(uR"((?<!\\)\$\{([^{}?]+)(\?)?\})"_s);
    QString result;
    qsizetype from = 0;
    for (auto it = reference.globalMatch(text); it.hasNext();) {
        const auto match = it.next();
        result += text.mid(from, match.capturedStart() - from);
        const QString name = match.captured(1);
        if (environment.contains(name))
            result += environment.value(name);
        else if (!match.hasCaptured(2))
            result += match.captured();
        from = match.capturedEnd();
    }
    return result + text.mid(from);
}

QString unquoted(const QString &text)
{
    const bool quoted = text.size() >= 2 && (text.front() == u'"' || text.front() == u'\'')
        && text.front() == text.back();
    return quoted ? text.mid(1, text.size() - 2) : text;
}

} // namespace

QMap<QString, QString> readNpmrc(const QString &path, const QProcessEnvironment &environment)
{
    QFile file(path);
    if (path.isEmpty() || !file.open(QIODevice::ReadOnly))
        return {};
    QMap<QString, QString> settings;
    const QStringList lines = QString::fromUtf8(file.read(MaxFileBytes)).split(u'\n');
    for (const QString &raw : lines) {
        const QString line = raw.trimmed();
        if (line.isEmpty() || line.startsWith(u'#') || line.startsWith(u';')
            || line.startsWith(u'['))
            continue;
        const qsizetype equals = line.indexOf(u'=');
        const QString key = unquoted(line.left(equals < 0 ? line.size() : equals).trimmed());
        const QString value = equals < 0 ? u"true"_s : unquoted(line.mid(equals + 1).trimmed());
        settings.insert(expanded(key, environment), expanded(value, environment));
    }
    return settings;
}

QMap<QString, QString> npmrcOfEnvironment(const QProcessEnvironment &environment)
{
    static const QString prefix = u"npm_config_"_s;
    QMap<QString, QString> settings;
    const QStringList names = environment.keys();
    for (const QString &name : names) {
        if (!name.startsWith(prefix, Qt::CaseInsensitive))
            continue;
        QString key = name.mid(prefix.size());
        const QString value = environment.value(name);
        if (key.isEmpty() || value.isEmpty())
            continue;
        if (!key.startsWith(u"//"_s) && !key.startsWith(u'@'))
            key = key.toLower().replace(u'_', u'-');
        settings.insert(key, value);
    }
    return settings;
}

} // namespace gatehouse
