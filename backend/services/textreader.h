// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/configyaml.h"

//! What workflows and policies have in common as texts: YAML that somebody wrote by hand.
namespace gatehouse::services {

//! A text, read. Problems stand where the mistake is: high ones keep it from being activated, medium
//! ones are for somebody to look at.
struct ReadText
{
    YamlDocument yaml;
    QList<ConfigProblem> problems;

    bool isValid() const;
    //! False, with a problem, when nothing can be read from \a text: it is larger than \a limit bytes,
    //! which \a tooLong tells, no YAML, or does not begin with keys, which \a noKeys tells.
    bool parse(const QByteArray &text, qsizetype limit, const QString &tooLong, const QString &noKeys);
    //! Adds a problem at the place of \a pointer, or of the nearest that the text has above it.
    void tell(Severity severity, const QString &code, const QString &message, const QString &pointer);
};

//! Looks at the JSON of a text member by member and tells what is wrong where.
class TextReader
{
protected:
    explicit TextReader(ReadText &text)
        : m_text(text)
    {
    }
    ~TextReader() = default;

    static QString at(const QString &pointer, const QString &key);
    static QString at(const QString &pointer, qsizetype index);
    //! What begins with a letter and goes on with small letters, digits and dashes.
    static bool isId(const QString &value);

    void wrong(const QString &code, const QString &message, const QString &pointer);
    void knownKeys(const QJsonObject &object, const QString &pointer, const QStringList &known);
    //! Empty when it is something else.
    QJsonObject objectAt(const QJsonValue &value, const QString &pointer);
    //! What must be there, without needless spaces; at most \a limit characters.
    QString text(const QJsonObject &object, const QString &pointer, const QString &key, int limit);
    QString id(const QJsonObject &object, const QString &pointer, const QString &key, int limit);

private:
    ReadText &m_text;
};

//! "a, b or c"
QString orList(const QStringList &names);

} // namespace gatehouse::services
