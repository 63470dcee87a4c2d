// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/npm/typescriptlexer.h"

#include <QStringList>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

class Lexer final
{
public:
    explicit Lexer(const QString &source)
        : m_source(source)
    {
    }

    QList<TypeScriptToken> run()
    {
        QList<TypeScriptToken> tokens;
        while (skipBlanks())
            tokens << next();
        tokens << TypeScriptToken{TypeScriptToken::Kind::End, {}, {}};
        return tokens;
    }

private:
    QChar at(qsizetype offset = 0) const
    {
        return m_at + offset < m_source.size() ? m_source.at(m_at + offset) : QChar();
    }

    bool skipBlanks()
    {
        while (m_at < m_source.size()) {
            if (at().isSpace()) {
                ++m_at;
            } else if (at() == u'/' && at(1) == u'/') {
                const qsizetype end = m_source.indexOf(u'\n', m_at);
                m_at = end < 0 ? m_source.size() : end;
            } else if (at() == u'/' && at(1) == u'*') {
                takeComment();
            } else {
                return true;
            }
        }
        return false;
    }

    void takeComment()
    {
        const bool documents = at(2) == u'*';
        const qsizetype end = m_source.indexOf(u"*/"_s, m_at + 2);
        const qsizetype stop = end < 0 ? m_source.size() : end;
        if (documents)
            m_comment = withoutStars(m_source.mid(m_at + 3, stop - m_at - 3));
        m_at = end < 0 ? stop : stop + 2;
    }

    static QString withoutStars(const QString &comment)
    {
        QStringList lines;
        for (const QString &line : comment.split(u'\n')) {
            QString text = line.trimmed();
            if (text.startsWith(u'*'))
                text = text.mid(1).trimmed();
            lines << text;
        }
        return lines.join(u'\n').trimmed();
    }

    TypeScriptToken next()
    {
        TypeScriptToken token;
        token.comment = std::exchange(m_comment, {});
        const QChar c = at();
        const qsizetype from = m_at;
        if (c == u'"' || c == u'\'' || c == u'`') {
            token.kind = TypeScriptToken::Kind::Text;
            token.text = takeText(c);
        } else if (isWordPart(c)) {
            while (isWordPart(at()))
                ++m_at;
            token.kind = c.isDigit() ? TypeScriptToken::Kind::Number : TypeScriptToken::Kind::Word;
            token.text = m_source.mid(from, m_at - from);
        } else {
            ++m_at;
            token.kind = TypeScriptToken::Kind::Sign;
            token.text = c;
        }
        return token;
    }

    QString takeText(QChar quote)
    {
        QString text;
        ++m_at;
        while (m_at < m_source.size() && at() != quote) {
            if (at() == u'\\')
                ++m_at;
            text += at();
            ++m_at;
        }
        ++m_at;
        return text;
    }

    static bool isWordPart(QChar c) { return c.isLetterOrNumber() || c == u'_' || c == u'$'; }

    const QString &m_source;
    qsizetype m_at = 0;
    QString m_comment;
};

} // namespace

QList<TypeScriptToken> lexTypeScript(const QString &source)
{
    return Lexer(source).run();
}

} // namespace gatehouse
