// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/review/readabletext.h"

#include <QStringList>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace gatehouse {

namespace {

constexpr qsizetype smallCharacters = 4096;
constexpr qsizetype longAverageLine = 400;
//! Entries of a list stay on one line up to here.
constexpr int wideLine = 80;
constexpr int mostIndented = 20;

bool isNamePart(QChar c)
{
    return c.isLetterOrNumber() || c == u'_' || c == u'$';
}

//! Walks over a text and copies it, with breaks where they help.
class Breaker final
{
public:
    explicit Breaker(const QString &text)
        : m_text(text)
    {
        m_out.reserve(text.size() + text.size() / 4);
    }

    SideText run()
    {
        while (m_at < m_text.size())
            step();
        flushNumber();
        return SideText(std::move(m_out), std::move(m_numbers));
    }

private:
    QChar peek(qsizetype ahead = 0) const { return m_at + ahead < m_text.size() ? m_text.at(m_at + ahead) : QChar(); }

    void put(qsizetype count)
    {
        for (qsizetype i = 0; i < count; ++i) {
            const QChar c = m_text.at(m_at++);
            if (m_wantsBreak && c != u'\n')
                breakLine();
            m_wantsBreak = false;
            m_out += c;
            ++m_column;
            if (c == u'\n') {
                flushNumber();
                ++m_number;
                m_column = 0;
            } else if (!c.isSpace()) {
                m_lastSign = c;
            }
        }
    }

    void flushNumber()
    {
        if (m_column > 0)
            m_numbers.push_back(m_number);
    }

    void breakLine()
    {
        m_out += u'\n';
        flushNumber();
        const int indent = 2 * std::min(int(m_open.size()), mostIndented);
        m_out += QString(indent, u' ');
        m_column = indent;
    }

    //! A break before what comes next, unless the text has its own.
    void want() { m_wantsBreak = m_column > 0; }

    void step()
    {
        const QChar c = peek();
        if (c == u'"' || c == u'\'') {
            put(stringLength(c));
        } else if (c == u'`') {
            put(templateLength());
        } else if (c == u'/' && peek(1) == u'/') {
            put(untilLineEnd());
        } else if (c == u'/' && peek(1) == u'*') {
            const qsizetype end = m_text.indexOf("*/"_L1, m_at + 2);
            put((end < 0 ? m_text.size() : end + 2) - m_at);
        } else if (c == u'/' && beginsExpression()) {
            put(expressionLength());
        } else if (isNamePart(c)) {
            put(nameLength());
        } else {
            sign(c);
        }
    }

    void sign(QChar c)
    {
        switch (c.unicode()) {
        case u'{':
            put(1);
            m_open += c;
            if (peek() != u'}')
                want();
            break;
        case u'(':
        case u'[':
            put(1);
            m_open += c;
            break;
        case u'}':
            close(u'{');
            break;
        case u')':
            close(u'(');
            break;
        case u']':
            close(u'[');
            break;
        case u';':
            put(1);
            if (m_open.isEmpty() || m_open.back() == u'{')
                want();
            break;
        case u',':
            put(1);
            if (m_open.isEmpty() || m_open.back() == u'{' || m_column > wideLine)
                want();
            break;
        default:
            put(1);
        }
    }

    void close(QChar opened)
    {
        const bool isBlock = opened == u'{';
        const bool isEmpty = m_lastSign == opened;
        if (!m_open.isEmpty() && m_open.back() == opened)
            m_open.chop(1);
        if (isBlock && !isEmpty)
            want();
        put(1);
        if (!isBlock)
            return;
        static const QString staysBehind = u",;).]}"_s;
        if (!staysBehind.contains(peek()) && !followedByElse())
            want();
    }

    bool followedByElse() const
    {
        const QStringView rest = QStringView(m_text).mid(m_at, 8);
        return rest.startsWith("else"_L1) || rest.startsWith("catch"_L1) || rest.startsWith("finally"_L1) || rest.startsWith("while"_L1);
    }

    qsizetype nameLength() const
    {
        qsizetype end = m_at;
        while (end < m_text.size() && isNamePart(m_text.at(end)))
            ++end;
        return end - m_at;
    }

    qsizetype untilLineEnd() const
    {
        const qsizetype end = m_text.indexOf(u'\n', m_at);
        return (end < 0 ? m_text.size() : end) - m_at;
    }

    qsizetype stringLength(QChar quote) const
    {
        for (qsizetype end = m_at + 1; end < m_text.size(); ++end) {
            if (m_text.at(end) == u'\\')
                ++end;
            else if (m_text.at(end) == quote)
                return end + 1 - m_at;
            else if (m_text.at(end) == u'\n')
                return end - m_at;
        }
        return m_text.size() - m_at;
    }

    //! With what is computed inside, which may hold templates again.
    qsizetype templateLength() const
    {
        int depth = 0;
        for (qsizetype end = m_at + 1; end < m_text.size(); ++end) {
            const QChar c = m_text.at(end);
            if (c == u'\\')
                ++end;
            else if (c == u'$' && end + 1 < m_text.size() && m_text.at(end + 1) == u'{')
                ++depth, ++end;
            else if (c == u'}' && depth > 0)
                --depth;
            else if (c == u'`' && depth == 0)
                return end + 1 - m_at;
        }
        return m_text.size() - m_at;
    }

    //! A slash divides after a value and begins a regular expression elsewhere.
    bool beginsExpression() const
    {
        if (isNamePart(m_lastSign)) {
            static const QStringList words {u"return"_s, u"typeof"_s, u"case"_s, u"in"_s, u"of"_s, u"delete"_s, u"void"_s};
            qsizetype start = m_out.size();
            while (start > 0 && m_out.at(start - 1).isSpace())
                --start;
            const qsizetype end = start;
            while (start > 0 && isNamePart(m_out.at(start - 1)))
                --start;
            return words.contains(QStringView(m_out).mid(start, end - start).toString());
        }
        return m_lastSign != u')' && m_lastSign != u']' && m_lastSign != u'}' && m_lastSign != u'"' && m_lastSign != u'\'' && m_lastSign != u'`';
    }

    qsizetype expressionLength() const
    {
        bool inClass = false;
        for (qsizetype end = m_at + 1; end < m_text.size(); ++end) {
            const QChar c = m_text.at(end);
            if (c == u'\n')
                break;
            if (c == u'\\')
                ++end;
            else if (c == u'[')
                inClass = true;
            else if (c == u']')
                inClass = false;
            else if (c == u'/' && !inClass)
                return end + 1 - m_at;
        }
        return 1;
    }

    const QString &m_text;
    qsizetype m_at = 0;
    QString m_out;
    std::vector<int> m_numbers;
    int m_number = 1;
    int m_column = 0;
    QString m_open; //!< The brackets that are open.
    QChar m_lastSign;
    bool m_wantsBreak = false;
};

} // namespace

bool isMinified(const QString &path, const QString &text)
{
    static const QStringList suffixes {u"js"_s, u"mjs"_s, u"cjs"_s, u"css"_s, u"json"_s};
    if (text.size() < smallCharacters || !suffixes.contains(path.section(u'.', -1)))
        return false;
    return text.size() / (text.count(u'\n') + 1) > longAverageLine;
}

SideText readableText(const QString &text)
{
    return Breaker(text).run();
}

} // namespace gatehouse
