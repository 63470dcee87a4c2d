// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/drafts/draftkeeper.h"

class QWidget;

namespace gatehouse {

//! What a draft belongs to.
struct DraftPlace
{
    QString key;
    QString subject; //!< In words, for the list of drafts.
    QString basis; //!< The state of the object; a draft stays on the one it was begun on. May be empty.
    bool operator==(const DraftPlace &) const = default;
};

//! Where the filter of \a page is kept.
DraftPlace filterPlace(const QString &page);

//! Ties the fields of a form to one draft: gives back what was kept, keeps what is typed, and
//! follows when the draft is thrown away elsewhere. Fields must live as long as it is used.
class DraftBinding final : public QObject
{
    Q_OBJECT

public:
    enum class State {
        Nothing, //!< The fields are as they were made.
        Waiting, //!< On its way to the disk.
        Kept,
        Refused //!< Only in this window; error() says why.
    };

    explicit DraftBinding(DraftKeeper &drafts, QObject *parent = nullptr);

    //! A QPlainTextEdit, QLineEdit, QCheckBox or QComboBox. Its objectName is its name in the draft,
    //! its value now is the one that needs no keeping.
    void add(QWidget *field);
    //! Fields go back to their first values, then to what was kept for \a place.
    void setPlace(const DraftPlace &place);
    const DraftPlace &place() const { return m_place; }
    //! Null before the first add().
    QWidget *firstField() const { return m_fields.isEmpty() ? nullptr : m_fields.first().widget; }

    //! It was sent. The fields stay as they are.
    void forget();
    //! The person throws it away, or it was sent and the fields stay for the next.
    void clear();

    State state() const { return m_state; }
    //! When what the disk has was written; valid when Kept.
    const QDateTime &keptAt() const { return m_keptAt; }
    const Error &error() const { return m_error; }
    QDateTime now() const { return m_drafts.now(); }

Q_SIGNALS:
    void stateChanged();

private:
    struct Field
    {
        QWidget *widget;
        QJsonValue first;
        QJsonValue wanted; //!< A choice that its list does not offer yet.
        bool isChosen = false;
    };

    void onEdited(qsizetype field);
    void onChangedElsewhere(const QString &key);
    void fill(const std::optional<Draft> &draft);
    QJsonObject values() const;
    void showFound();
    void setState(State state);

    DraftKeeper &m_drafts;
    DraftPlace m_place;
    QList<Field> m_fields;
    State m_state = State::Nothing;
    QDateTime m_keptAt;
    Error m_error;
    bool m_isFilling = false;
    bool m_isKeeping = false;
};

} // namespace gatehouse
